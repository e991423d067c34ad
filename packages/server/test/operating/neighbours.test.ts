import { expect, test } from 'vitest';
import { rowId } from '../../src/graphql/ids.ts';
import type { Client } from '../support/client.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { connectWithJob } from '../support/push.ts';
import { startRun } from '../support/runs.ts';
import { add, changeSettings, connect, newContact, newSequence, settled } from '../support/seed.ts';
import { startWayToAts, type Way } from '../support/way-to-ats.ts';

test('while one account’s owner is busy for long, another account’s contact does not wait for its turn to end', {
  timeout: 90_000,
}, async () => {
  // Longer than the test: nobody is saved by the end of a turn.
  await using processes = await prepareProcesses({ times: { turnMs: 120_000 } });
  const server = await processes.start();
  const busy = await connectWithJob(processes, processes.clientAt(server));
  const neighbour = { ...processes, client: await processes.addAccount(server) };
  await connect(neighbour, { mode: 'ON_ADDED' });
  const sequenceId = await newSequence(neighbour);
  const where = { accountId: processes.accountId };

  const slow = { operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 400, times: 1_000 } as const;
  await processes.plan(slow);
  await busy.add(900);
  const sync = processes.database.sync;
  await expect.poll(() => sync.count({ where: { ...where, state: 'SYNCED' } }), { timeout: 30_000 }).toBeGreaterThan(0);
  const contact = newContact();
  await add(neighbour, sequenceId, [contact]);
  await settled(neighbour, 'SYNCED', { email: contact.email });
  expect(await sync.count({ where: { ...where, state: 'QUEUED' } })).toBeGreaterThan(0);
});

type Place = { readonly processes: Processes; readonly client: Client };

const batches = 20;
const contactsABatch = 5;

/** Adds contacts, a few at a time and each batch when the last one is done; answers with the 99th percentile of how long they took. */
async function measure({ processes: { accountId, database }, client }: Place): Promise<number> {
  const sequence = await newSequence({ client });
  const sequenceId = rowId('Sequence', sequence) ?? '';
  const synced = () => database.sync.count({ where: { accountId, sequenceId, state: 'SYNCED' } });
  for (let batch = 1; batch <= batches; batch++) {
    const contacts = Array.from({ length: contactsABatch }, () => newContact());
    await add({ client }, sequence, contacts);
    await expect.poll(synced, { timeout: 60_000, interval: 25 }).toBe(batch * contactsABatch);
  }
  const [row] = await database.$queryRaw<{ ms: number }[]>`
    SELECT percentile_disc(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM updated_at - created_at) * 1000)::float8 AS ms
    FROM sync WHERE account_id = ${accountId}::uuid AND sequence_id = ${sequenceId}::uuid`;
  return row?.ms ?? Number.NaN;
}

/** Below this a wait is a matter of the machine, and nobody notices. */
const unnoticedMs = 250;
/** A machine that is busy with something else spoils a measurement; neighbours who are in the way spoil all of them. */
const measurements = 3;

test('one account’s bulk run, the slow ATS of another, a poisonous contact of a third: the 99th percentile of the fourth at most doubles', {
  timeout: 240_000,
}, async () => {
  // What the fourth takes alone is measured at the same time: whatever the machine does, it does to both.
  await using quiet = await prepareProcesses();
  await using loud = await prepareProcesses({ times: { turnMs: 120_000 } });
  const ways = new Map<string, Way>();
  await using quietWay = await startWayToAts(quiet.emulator.url, ways);
  await using loudWay = await startWayToAts(loud.emulator.url, ways);
  const alone = await quiet.start({ HANDOFF_CONNECTOR_URLS: `ashby=${quietWay.url}` });
  const server = await loud.start({ HANDOFF_CONNECTOR_URLS: `ashby=${loudWay.url}` });
  const neighbour = async (itsWay: Way) => {
    const client = await loud.addAccount(server);
    const apiKey = await loud.makeKey();
    ways.set(apiKey, itsWay);
    const { id } = await connect({ client, emulator: { ...loud.emulator, apiKey } });
    return { client, integrationId: id as string, sequenceId: await newSequence({ client }) };
  };
  const many = (count: number, more = {}) => Array.from({ length: count }, () => newContact(more));

  // Slower than it could be: what is asked here is who waits for whom, not how much a core can do.
  const bulk = await neighbour({ left: 100 });
  await add(bulk, bulk.sequenceId, many(500));
  await changeSettings(bulk, { integrationId: bulk.integrationId, mode: 'ON_ADDED' });
  await startRun(bulk, { integrationId: bulk.integrationId, all: true });
  const slow = await neighbour({ delayMs: 6_000 });
  await changeSettings(slow, { integrationId: slow.integrationId, mode: 'ON_ADDED' });
  await add(slow, slow.sequenceId, many(100));
  const poisoned = await neighbour({ cuts: 'poison' });
  await changeSettings(poisoned, { integrationId: poisoned.integrationId, mode: 'ON_ADDED' });
  await add(poisoned, poisoned.sequenceId, [...many(5, { name: 'A poison' }), ...many(5)]);

  const places = [
    { processes: quiet, client: quiet.clientAt(alone) },
    { processes: loud, client: loud.clientAt(server) },
  ];
  for (const { processes, client } of places) await connect({ ...processes, client }, { mode: 'ON_ADDED' });
  const ratios: number[] = [];
  while (ratios.length < measurements && !ratios.some((ratio) => ratio < 2)) {
    const [before = 0, beside = 0] = await Promise.all(places.map(measure));
    ratios.push(beside / Math.max(before, unnoticedMs));
  }
  expect(Math.min(...ratios)).toBeLessThan(2);
  const notSynced = { where: { state: { not: 'SYNCED' } } } as const;
  expect(await loud.database.sync.groupBy({ by: ['accountId'], ...notSynced })).toHaveLength(3);
});
