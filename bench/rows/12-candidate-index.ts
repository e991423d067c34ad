import assert from 'node:assert/strict';
import type { Emulator } from '@handoff/ats-ashby/emulator';
import type { Bench, Row } from '../frame/row.ts';
import { takeTurns, timed } from '../frame/turns.ts';
import { atOnce } from '../parts/at-once.ts';
import { connectAccount } from '../parts/connected-account.ts';
import { emulatorApart } from '../parts/emulator-apart.ts';
import { liveMegabytes } from '../parts/heap.ts';
import { callsSince } from '../parts/journal.ts';
import { addPerson, sownEmail } from '../parts/organisation.ts';
import { startProduct } from '../parts/product.ts';
import { count } from '../parts/resync.ts';
import { onDatabase } from '../parts/statements.ts';
import { until } from '../parts/until.ts';
import { searchByEmail } from '../peers/search-by-email.ts';

const search = 'candidate.search per email';
const pageSize = 100;
const emailsAtOnce = 1_000;
const mostMs = 130_000;

export const row: Row = {
  number: 12,
  title: 'The index of 1,000,000 candidates',
  target: 'first fill in pages + 2 calls; checkDuplicates of 1,000 emails in at most 25 ms',
  peers: [search],
  async run(bench) {
    const filled: Filled[] = [];
    for (const size of bench.sized([1_000, 10_000, 100_000, 1_000_000], [200, 1_000])) {
      const before = filled.at(-1);
      const expectedMs = before ? (before.ms / before.size) * size : 0;
      // On a machine that is so slow or so busy, the row is of what there is time for, and says so.
      if (expectedMs > mostMs) break;
      filled.push(await fill(bench, size));
    }
    const last = filled.at(-1);
    assert(last);
    const checked = await check(last, { rounds: bench.sized(7, 2) });
    const plot = (title: string, y: string, of: (one: Filled) => number) => ({
      title,
      x: 'candidates',
      y,
      series: [{ name: 'Handoff', points: filled.map((one): [number, number] => [one.size, of(one)]) }],
    });
    const pages = last.size / pageSize;
    return {
      figures: [
        {
          what: `calls of the first fill, ${last.size} candidates: over its ${pages} pages`,
          unit: 'calls',
          ours: [last.calls - pages],
          beside: {},
          targets: [{ bound: 'AT_MOST', limit: 2, times: null }],
        },
        {
          what: `checkDuplicates of ${emailsAtOnce} emails, half of them in the ATS`,
          unit: 'ms',
          ...checked,
          targets: [{ bound: 'AT_MOST', limit: 25, times: null }],
        },
        {
          what: `calls of checking ${emailsAtOnce} emails`,
          unit: 'calls',
          ours: [1],
          beside: { [search]: [emailsAtOnce] },
          targets: [],
        },
        { what: 'disk, a candidate', unit: 'bytes', ours: [last.disk / last.size], beside: {}, targets: [] },
        { what: 'memory that stays in the process', unit: 'MB', ours: [last.memory], beside: {}, targets: [] },
      ],
      growth: [
        plot('Disk of the index', 'bytes', ({ disk }) => disk),
        plot('Calls of the first fill', 'calls', ({ calls }) => calls),
      ],
      notes: [
        `Read page by page through the ATS’s feed of candidates, ${pageSize} a page, each page a transaction.`,
        'The ATS is the emulator, in a process of its own, and answers at once; the other way asks it with 16 requests at a time. A real one takes a thousand requests a minute: 1,000 searches are a minute there.',
      ],
    };
  },
};

type Filled = {
  readonly size: number;
  readonly calls: number;
  readonly ms: number;
  readonly disk: number;
  readonly memory: number;
  readonly emulator: Emulator;
  checkDuplicates(emails: readonly string[]): Promise<readonly { email: string; exists: boolean }[]>;
};

async function fill(bench: Bench, size: number): Promise<Filled> {
  const emulator = await emulatorApart({ candidates: size });
  bench.defer(emulator.stop);
  const databaseUrl = await bench.database('PRODUCT');
  const product = await startProduct({ databaseUrl, atsUrl: emulator.url });
  bench.defer(product.stop);
  const before = liveMegabytes();
  const account = await connectAccount({ databaseUrl, productUrl: product.url, emulator, contacts: 0 });
  const complete = "candidate_index WHERE state = 'COMPLETE'";
  const ms = await timed(() => until(async () => (await count(databaseUrl, complete)) === 1));
  assert.equal(await count(databaseUrl, 'candidate_entry'), size);
  const lists = (await callsSince(emulator, 0)).filter(({ operation }) => operation === 'candidate.list');
  bench.say(`${size} candidates in ${lists.length} calls and ${(ms / 1_000).toFixed(1)} s`);
  const disk = await onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query(
      "SELECT (pg_total_relation_size('candidate_entry') + pg_total_relation_size('candidate_email'))::float8 AS bytes",
    );
    return Number(rows[0].bytes);
  });
  const { client, integrationId } = account;
  return {
    size,
    calls: lists.length,
    ms,
    disk,
    memory: Math.max(0, liveMegabytes() - before),
    emulator,
    async checkDuplicates(emails) {
      return (await client.send('CheckDuplicates', { integrationId, emails })).checkDuplicates;
    },
  };
}

/** Half of the addresses are of people who were put into the ATS after the fill. */
async function check({ emulator, checkDuplicates }: Filled, { rounds }: { rounds: number }) {
  const numbers = Array.from({ length: emailsAtOnce }, (_, index) => index + 1);
  const emails = numbers.map(sownEmail);
  const there = numbers.slice(0, emailsAtOnce / 2);
  await atOnce(there, (number) => addPerson(emulator, number));
  const verify = (found: readonly boolean[]) => {
    assert.deepEqual(
      found,
      numbers.map((number) => number <= there.length),
    );
  };
  return takeTurns({
    rounds,
    ours: () => timed(async () => verify((await checkDuplicates(emails)).map(({ exists }) => exists))),
    beside: { [search]: () => timed(async () => verify(await searchByEmail(emulator, emails))) },
  });
}
