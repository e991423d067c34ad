import { setTimeout as later } from 'node:timers/promises';
import { clientOf } from '../support/client.ts';
import type { TestDatabase } from '../support/database.ts';
import { add, connect, jobTitled, newSequence } from '../support/seed.ts';
import { type Clocks, type Crew, startCrew } from './crew.ts';
import type { Acknowledged, Evidence } from './judge.ts';
import { createWorld, type World } from './world.ts';

/** An account that is connected and syncs whoever is added, and two processes that see to it. */
export type Scene = {
  readonly world: World;
  readonly crew: Crew;
  readonly sequences: Readonly<Record<Wish, string>>;
  readonly acknowledged: Acknowledged[];
  /** Candidates that somebody else made: their addresses by remote id. */
  readonly before: Map<string, string>;
};

type Wish = Acknowledged['wants'];

const patienceMs = 60_000;
const lookEveryMs = 20;

export async function openScene(options: { database?: TestDatabase; clocks?: Clocks } = {}): Promise<Scene> {
  await using opened = new AsyncDisposableStack();
  const world = await createWorld(options.database);
  opened.defer(() => world.stop());
  const crew = await startCrew(world, options.clocks);
  opened.defer(() => crew.stop());
  const client = clientOf((await crew.anyone()).url, world.token);
  const harness = { client, emulator: world.emulator } as Parameters<typeof connect>[0];
  const { id } = await connectInTime(harness);
  const job = await jobTitled(harness, id);
  await client.send('UpdateSyncSettings', { input: { integrationId: id, defaultJobId: job.id } });
  const sequences = {
    CANDIDATE: await newSequence(harness, { jobSelection: 'NONE' }),
    CANDIDATE_AND_APPLICATION: await newSequence(harness),
  };
  opened.move();
  return { world, crew, sequences, acknowledged: [], before: new Map() };
}

/** A machine that is busy may take longer over the check of the key than it is given. */
async function connectInTime(harness: Parameters<typeof connect>[0]): Promise<{ id: string }> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const connected = await connect(harness, { mode: 'ON_ADDED', deduplication: false }).catch((error) => {
      if (Date.now() > until) throw error;
    });
    if (connected) return connected;
  }
}

export async function closeScene({ world, crew }: Scene): Promise<void> {
  await crew.stop();
  await world.stop();
}

/** As the outreach tool would: the same event again and again, until it is acknowledged. */
export async function addPeople(scene: Scene, emails: readonly string[], wants: Wish): Promise<void> {
  const contacts = emails.map((email) => ({ eventId: email, name: 'A Person', email }));
  for (;;) {
    const someone = await scene.crew.anyone();
    const client = clientOf(someone.url, scene.world.token);
    const answer = await Promise.race([
      add({ client }, scene.sequences[wants], contacts).catch(() => null),
      someone.gone.then(() => null),
    ]);
    if (answer?.accepted === emails.length) break;
    await later(lookEveryMs);
  }
  scene.acknowledged.push(...emails.map((email) => ({ email, wants })));
}

/** Those of the acknowledged who still stand where nothing may stand for ever, when patience is over. */
export async function unsettled(scene: Scene): Promise<readonly string[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const standing = await standingOf(scene.world).catch(() => null);
    const ended = new Set(standing?.filter(({ state }) => !/^(QUEUED|SYNCING)$/.test(state)).map(({ email }) => email));
    const left = scene.acknowledged.map(({ email }) => email).filter((email) => !ended.has(email));
    if (left.length === 0 || performance.now() > until) return left;
    await later(lookEveryMs);
  }
}

async function standingOf({ database }: World) {
  return database.$queryRaw<{ email: string; state: string }[]>`
    SELECT c.email, s.state::text AS state FROM sync s
    JOIN contact c ON c.account_id = s.account_id AND c.id = s.contact_id`;
}

export async function evidenceOf({ world, acknowledged, before }: Scene): Promise<Evidence> {
  return { journal: await world.journal(), acknowledged, before, standing: await standingOf(world) };
}
