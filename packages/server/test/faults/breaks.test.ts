import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { type Answer, clientOf } from '../support/client.ts';
import { record } from '../support/seed.ts';
import type { Mortal } from './crew.ts';
import { faultsFound } from './judge.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { addPeople, closeScene, evidenceOf, openScene, type Scene, tellOfMessages, unsettled } from './scene.ts';

const many = 30;
const hourMs = 3_600_000;
let scene: Scene | undefined;
afterEach(async () => {
  if (scene) await closeScene(scene);
  scene = undefined;
});

function newPeople(count: number): string[] {
  return Array.from({ length: count }, () => `${randomUUID()}@new.example`);
}

/** Waits until the ATS has done this so often. */
async function done({ world }: Scene, operation: string, times: number): Promise<void> {
  const count = async () =>
    (await world.journal()).filter((entry) => entry.operation === operation && entry.outcome.success).length;
  await expect.poll(count, { timeout: 60_000, interval: 10 }).toBeGreaterThanOrEqual(times);
}

async function expectOnce(judged: Scene): Promise<void> {
  expect(await unsettled(judged)).toEqual([]);
  expect(faultsFound(await evidenceOf(judged))).toEqual([]);
}

/** Every answer comes late, so that something is always on its way. */
const late = { operation: '*', what: 'slow', when: 'after', delayMs: 40, times: 1_000 } as const;

test.for([
  ['before it sends, and wakes when another has sent for it', "after UPDATE intent i SET state = 'SENDING'"],
  ['with the answer in its hands, and wakes when another has looked it up', 'after request /candidate.create'],
] as const)(
  'a process that is paused beyond its lease %s changes nothing',
  { timeout: 120_000 },
  async ([, pauseAt]) => {
    scene = await openScene();
    await scene.crew.armed({ pauseAt });
    await addPeople(scene, newPeople(1), 'CANDIDATE_AND_APPLICATION');
    await expectOnce(scene);
    await scene.crew.goOn();
    await addPeople(scene, newPeople(5), 'CANDIDATE_AND_APPLICATION');
    await expectOnce(scene);
  },
);

test('connections that the database cuts off cost nobody anything', { timeout: 180_000 }, async () => {
  scene = await openScene();
  const { world } = scene;
  await world.plan([late]);
  await addPeople(scene, newPeople(many), 'CANDIDATE_AND_APPLICATION');
  for (const share of [0.2, 0.4, 0.6, 0.8]) {
    await done(scene, 'candidate.create', many * share);
    await world.database.$queryRaw`
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  }
  await expectOnce(scene);
});

test('clocks that are an hour fast and an hour slow decide nothing', { timeout: 120_000 }, async () => {
  scene = await openScene({ clocks: [hourMs, -hourMs] });
  await addPeople(scene, newPeople(3), 'CANDIDATE_AND_APPLICATION');
  await expectOnce(scene);
  await scene.crew.armed({ dieAt: 30 });
  await addPeople(scene, newPeople(3), 'CANDIDATE_AND_APPLICATION');
  await expectOnce(scene);
});

/** The outreach tool, when it reaches nobody but this process. */
function tellingOnly(one: Mortal, { crew, ...same }: Scene): Scene {
  return { ...same, crew: { ...crew, anyone: async () => one } };
}

/** Which field of an event is at fault that is said to have happened so long from now. */
async function faultOf(one: Mortal, { token, sequences }: Scene, inMs: number): Promise<readonly string[] | null> {
  const occurredAt = new Date(Date.now() + inMs).toISOString();
  const opened = { eventId: randomUUID(), type: 'OPENED', sequenceId: sequences.CANDIDATE, email: 'a@new.example' };
  const { results }: Answer = await record({ client: clientOf(one.url, token) }, [{ ...opened, occurredAt }]);
  return results[0].error?.path ?? null;
}

test.for([
  ['by a process whose clock is right, told to one that is an hour slow', [0, -hourMs]],
  ['by a process whose clock is an hour fast, told to one that is right', [hourMs, 0]],
] as const)(
  "S7.2 PostgreSQL's clock says what follows a connection, and what is in the future: %s",
  { timeout: 120_000 },
  async ([, clocks]) => {
    scene = await openScene({ clocks });
    const [connected, told] = scene.crew.up();
    if (!connected || !told) throw new Error('Two processes are up.');
    const emails = newPeople(3);
    await addPeople(tellingOnly(told, scene), emails, 'CANDIDATE_AND_APPLICATION');
    await tellOfMessages(tellingOnly(told, scene), emails);
    await expectOnce(scene);
    for (const one of [connected, told]) {
      expect(await faultOf(one, scene, 0)).toBeNull();
      expect(await faultOf(one, scene, hourMs / 2)).toEqual(['events', '0', 'occurredAt']);
    }
  },
);

test('PostgreSQL stopped in immediate mode and started again costs nobody anything', { timeout: 180_000 }, async () => {
  const postgres = await startOwnPostgres();
  scene = await openScene({ database: postgres.database });
  await scene.world.plan([late]);
  await addPeople(scene, newPeople(many), 'CANDIDATE_AND_APPLICATION');
  await done(scene, 'candidate.create', many / 3);
  await postgres.restart();
  await expectOnce(scene);
});
