import assert from 'node:assert/strict';
import type { Figure } from '../frame/outcome.ts';
import type { Bench, Row } from '../frame/row.ts';
import { costBetween, type DatabaseCost, databaseCost } from '../parts/database-cost.ts';
import { emulatorApart } from '../parts/emulator-apart.ts';
import { globalIdOf } from '../parts/global-id.ts';
import { jobOf, type Organisation } from '../parts/organisation.ts';
import { type Connected, connectedProduct, count } from '../parts/resync.ts';
import { soak } from '../parts/soak.ts';
import { onDatabase } from '../parts/statements.ts';
import { strangers } from '../parts/strangers.ts';
import { until } from '../parts/until.ts';
import { startJobPerContact } from '../peers/job-per-contact.ts';

const perJob = 'a job per contact on pg-boss';

export const row: Row = {
  number: 11,
  title: 'What a synced contact costs the database',
  target:
    'at most 0.4 of the write-ahead log of a job per contact on pg-boss; no slope at 500 contacts a second with an analytic query open',
  peers: [perJob],
  async run(bench) {
    const emulator = await emulatorApart({ candidates: 0 });
    bench.defer(emulator.stop);
    const organisation = { emulator, jobRemoteId: await jobOf(emulator) };
    const contacts = bench.sized(1_000, 50);
    const rounds = bench.sized(3, 1);
    const ours: DatabaseCost[] = [];
    const theirs: DatabaseCost[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(await costOfOurs(bench, organisation, contacts));
      theirs.push(await costOfTheirs(bench, organisation, contacts));
      bench.say(`WAL ${ours.at(-1)?.wal} against ${theirs.at(-1)?.wal} bytes`);
    }
    const figure = (what: string, unit: string, of: (cost: DatabaseCost) => number): Figure => ({
      what,
      unit,
      ours: ours.map((cost) => of(cost) / contacts),
      beside: { [perJob]: theirs.map((cost) => of(cost) / contacts) },
      targets: [],
    });
    const wal = figure('write-ahead log, a contact', 'bytes', (cost) => cost.wal);
    const seconds = bench.sized(60, 8, 600);
    const { figures, growth } = await soak(await openOurs(bench, organisation), { seconds, perSecond: 500 });
    return {
      figures: [
        { ...wal, targets: [{ bound: 'AT_MOST', limit: 0.4, times: perJob }] },
        figure('row versions that died, a contact', '', (cost) => cost.dead),
        figure('CPU of the database, a contact', 'ms', (cost) => cost.cpuMs),
        ...figures,
      ],
      growth,
      notes: [
        `${contacts} contacts a round, from their arrival to the last one synced with its application; two writes to the ATS each, which answers at once.`,
        'A job per contact keeps a row a person and a job a person: no history, no feed, no decision, no write-ahead, no index of candidates; what it does twice nobody sees.',
        `500 contacts a second arrive for ${seconds} s, in batches of 250, while one analytic query after the other reads all syncs and holds its snapshot for 60 s. \`--soak\` takes ten minutes of it.`,
      ],
    };
  },
};

async function openOurs(bench: Bench, { emulator }: Organisation): Promise<Connected> {
  return connectedProduct(bench, { databaseUrl: await bench.database('PRODUCT'), emulator, contacts: 0 });
}

async function costOfOurs(bench: Bench, organisation: Organisation, contacts: number): Promise<DatabaseCost> {
  const ours = await openOurs(bench, organisation);
  const { client, databaseUrl } = ours;
  return onDatabase(databaseUrl, async (connection) => {
    const before = await databaseCost(connection);
    const input = { sequenceId: globalIdOf('Sequence', ours.sequenceId), contacts: strangers(contacts) };
    const { addContactsToSequence } = await client.send('AddContactsToSequence', { input });
    assert.equal(addContactsToSequence.accepted, contacts);
    await until(async () => (await count(databaseUrl, "sync WHERE state = 'SYNCED'")) === contacts);
    // A connection tells what it has done when it ends.
    await ours.stop();
    return costBetween(before, await databaseCost(connection));
  });
}

async function costOfTheirs(bench: Bench, organisation: Organisation, contacts: number): Promise<DatabaseCost> {
  const databaseUrl = await bench.database('NOTHING');
  const peer = await startJobPerContact(databaseUrl, organisation);
  return onDatabase(databaseUrl, async (connection) => {
    const before = await databaseCost(connection);
    await peer.add(strangers(contacts));
    await until(async () => (await count(databaseUrl, "person WHERE state = 'SYNCED'")) === contacts);
    await peer.stop();
    return costBetween(before, await databaseCost(connection));
  });
}
