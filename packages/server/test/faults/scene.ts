import { setTimeout as later } from 'node:timers/promises';
import { z } from 'zod';
import { type Answer, type Client, clientOf } from '../support/client.ts';
import type { TestDatabase } from '../support/database.ts';
import { add, connect, jobTitled, newSequence, record } from '../support/seed.ts';
import { type Crew, type CrewOptions, startCrew } from './crew.ts';
import type { Acknowledged, Evidence, Standing } from './judge.ts';
import { createWorld, type World } from './world.ts';

/** An account that is connected and syncs whoever is added, and the processes that see to it. */
export type Scene = {
  readonly world: World;
  readonly crew: Crew;
  /** Of the account's owner. */
  readonly token: string;
  readonly integrationId: string;
  readonly sequences: Readonly<Record<Wish, string>>;
  readonly acknowledged: Acknowledged[];
  /** Candidates that somebody else made: their addresses by remote id. */
  readonly before: Map<string, string>;
};

type Wish = Acknowledged['wants'];

const patienceMs = 60_000;
const lookEveryMs = 20;
/** A process that takes longer has stopped, or been stopped. */
const answersWithinMs = 10_000;

export async function openScene(options: CrewOptions & { database?: TestDatabase } = {}): Promise<Scene> {
  await using opened = new AsyncDisposableStack();
  const world = await createWorld(options.database);
  opened.defer(() => world.stop());
  const crew = await startCrew(world, options);
  opened.defer(() => crew.stop());
  const scene = await openAccount(world, crew, world.token);
  opened.move();
  return scene;
}

/** The same world for another account. */
export async function openAccount(world: World, crew: Crew, token: string): Promise<Scene> {
  const client = clientOf((await crew.anyone()).url, token);
  const harness = { client, emulator: world.emulator } as Parameters<typeof connect>[0];
  const { id } = await connectInTime(harness);
  const job = await jobTitled(harness, id);
  await client.send('UpdateSyncSettings', { input: { integrationId: id, defaultJobId: job.id } });
  const sequences = {
    CANDIDATE: await newSequence(harness, { jobSelection: 'NONE' }),
    CANDIDATE_AND_APPLICATION: await newSequence(harness),
  };
  return { world, crew, token, integrationId: id, sequences, acknowledged: [], before: new Map() };
}

/** A machine that is busy may take longer over the check of the key than it is given. */
async function connectInTime(harness: Parameters<typeof connect>[0]): Promise<{ id: string }> {
  const settings = { mode: 'ON_ADDED', deduplication: false, activityTracking: true };
  const until = Date.now() + patienceMs;
  for (;;) {
    const connected = await connect(harness, settings).catch((error) => {
      if (Date.now() > until) throw error;
    });
    if (connected) return connected;
  }
}

export async function closeScene({ world, crew }: Pick<Scene, 'world' | 'crew'>): Promise<void> {
  await crew.stop();
  await world.stop();
}

/** A candidate that somebody else makes. */
export async function putIntoAts({ world, before }: Scene, email: string): Promise<void> {
  const { id } = personMade.parse(await world.control('/candidates', { name: 'Somebody', email }));
  before.set(id, email);
}

const personMade = z.object({ id: z.string() });

export async function addPeople(scene: Scene, emails: readonly string[], wants: Wish): Promise<void> {
  const contacts = emails.map((email) => ({ eventId: email, name: 'A Person', email }));
  await untilTaken(scene, emails.length, (client) => add({ client }, scene.sequences[wants], contacts));
  scene.acknowledged.push(...emails.map((email) => ({ email, wants })));
}

/** One message to each of these, who have been added. */
export async function tellOfMessages(scene: Scene, emails: readonly string[]): Promise<void> {
  const events = emails.map((email) => ({
    eventId: `message to ${email}`,
    messageId: `message to ${email}`,
    type: 'SENT',
    sequenceId: scene.sequences[wishOf(scene, email)],
    email,
    from: 'rec@northwind.example',
    ...text,
  }));
  await untilTaken(scene, emails.length, (client) => record({ client }, events));
  const told = emails.map((email) => ({ email, wants: wishOf(scene, email), messages: [text.subject] }));
  scene.acknowledged.push(...told);
}

const text = { subject: 'A role at Northwind', body: 'Would you like to hear of it?' };

function wishOf({ acknowledged }: Scene, email: string): Wish {
  return acknowledged.find((one) => one.email === email)?.wants ?? 'CANDIDATE';
}

/** As the outreach tool would: the same events again and again, until all of them are acknowledged. */
async function untilTaken(scene: Scene, count: number, send: (client: Client) => Promise<Answer>): Promise<void> {
  for (;;) {
    const someone = await scene.crew.anyone();
    const answer = await Promise.race([
      send(clientOf(someone.url, scene.token)).catch(() => null),
      someone.gone().then(() => null),
      later(answersWithinMs, null, { ref: false }),
    ]);
    if (answer?.accepted === count) return;
    await later(lookEveryMs);
  }
}

/** Those of the acknowledged who still stand where nothing may stand for ever, when patience is over. */
export async function unsettled(
  { world, acknowledged }: Pick<Scene, 'world' | 'acknowledged'>,
  givenMs = patienceMs,
): Promise<readonly string[]> {
  const until = performance.now() + givenMs;
  const emails = [...new Set(acknowledged.map(({ email }) => email))];
  for (;;) {
    const standing = await standingOf(world).catch(() => []);
    const byEmail = Map.groupBy(standing, ({ email }) => email);
    const left = emails.filter((email) => byEmail.get(email)?.every(({ state }) => !isOnTheWay(state)) !== true);
    if (left.length === 0 || performance.now() > until) return left;
    await later(lookEveryMs);
  }
}

function isOnTheWay(state: string): boolean {
  return /^(QUEUED|SYNCING)$/.test(state);
}

/** A message stands where a hand-over would. */
async function standingOf({ database }: World): Promise<readonly Standing[]> {
  return database.$queryRaw<Standing[]>`
    SELECT c.email, 'HAND_OVER' AS "of", s.state::text AS state, s.error_code AS code FROM sync s
    JOIN contact c ON c.account_id = s.account_id AND c.id = s.contact_id
    UNION ALL
    SELECT c.email, 'MESSAGE', CASE i.state WHEN 'DONE' THEN 'SYNCED' WHEN 'REJECTED' THEN 'FAILED' ELSE 'QUEUED' END,
      i.error_code
    FROM intent i JOIN contact c ON c.account_id = i.account_id AND c.id = i.contact_id
    WHERE i.kind = 'ACTIVITY'`;
}

export async function evidenceOf({
  world,
  acknowledged,
  before,
}: Pick<Scene, 'world' | 'acknowledged' | 'before'>): Promise<Evidence> {
  return { journal: await world.journal(), acknowledged, before, standing: await standingOf(world) };
}
