import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Figure, Plot } from '../frame/outcome.ts';
import { costBetween, databaseCost } from './database-cost.ts';
import { globalIdOf } from './global-id.ts';
import type { Connected } from './resync.ts';
import { count } from './resync.ts';
import { onDatabase } from './statements.ts';
import { strangers } from './strangers.ts';

type Load = { readonly seconds: number; readonly perSecond: number };
type Look = { readonly at: number; readonly synced: number; readonly cpuMs: number; readonly waiting: number };

const batchesPerSecond = 2;
const looks = 12;

/** How long an analytic query is open. */
const analysisMs = 60_000;

/** So many contacts a second for so long, while analytic queries keep the database from forgetting what died. */
export async function soak(
  connected: Connected,
  load: Load,
): Promise<{ figures: readonly Figure[]; growth: readonly Plot[] }> {
  const { databaseUrl } = connected;
  const seen = await onDatabase(databaseUrl, async (client) => {
    const ended = new AbortController();
    const around = [arrive(connected, load, ended.signal), analyze(databaseUrl, ended.signal)];
    const found = await watch(client, load);
    ended.abort();
    await Promise.all(around);
    return found;
  });
  assert.equal(await count(databaseUrl, "sync WHERE state IN ('FAILED', 'EXISTS')"), 0);
  return figuresOf(seen, load);
}

/** On time where it can, and as fast as it is answered where not. */
async function arrive({ client, sequenceId }: Connected, { perSecond }: Load, ended: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const size = perSecond / batchesPerSecond;
  for (let batch = 1; !ended.aborted; batch++) {
    const input = { sequenceId: globalIdOf('Sequence', sequenceId), contacts: strangers(size) };
    const { addContactsToSequence } = await client.send('AddContactsToSequence', { input });
    assert.equal(addContactsToSequence.accepted, size);
    const dueAt = startedAt + (batch * 1_000) / batchesPerSecond;
    await sleep(Math.max(0, dueAt - performance.now()));
  }
}

/** One query after the other, so that one is open all the time. */
async function analyze(databaseUrl: string, ended: AbortSignal): Promise<void> {
  await onDatabase(databaseUrl, async (analyst) => {
    while (!ended.aborted) {
      await analyst.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await analyst.query('SELECT state, count(*) FROM sync GROUP BY state');
      await sleep(analysisMs, undefined, { signal: ended }).catch(() => undefined);
      await analyst.query('COMMIT');
    }
  });
}

async function watch(client: pg.Client, { seconds }: Load): Promise<readonly Look[]> {
  const begun = await databaseCost(client);
  const startedAt = performance.now();
  const found: Look[] = [];
  for (let look = 1; look <= looks; look++) {
    await sleep(Math.max(0, startedAt + (look * seconds * 1_000) / looks - performance.now()));
    const { cpuMs } = costBetween(begun, await databaseCost(client));
    const { rows } = await client.query(`SELECT count(*) FILTER (WHERE state = 'SYNCED')::int AS synced,
      count(*) FILTER (WHERE state IN ('QUEUED', 'SYNCING'))::int AS waiting FROM sync`);
    found.push({
      at: (performance.now() - startedAt) / 1_000,
      cpuMs,
      synced: rows[0].synced,
      waiting: rows[0].waiting,
    });
  }
  return found;
}

function figuresOf(seen: readonly Look[], { perSecond }: Load) {
  const third = Math.floor(seen.length / 3);
  const [start, first, second, last] = [seen[0], seen[third], seen[seen.length - third - 1], seen[seen.length - 1]];
  assert(start && first && second && last);
  const early = cpuBetween(start, first);
  const late = cpuBetween(second, last);
  const rate = last.synced / last.at;
  const one = (what: string, unit: string, value: number): Figure => ({
    what,
    unit,
    ours: [value],
    beside: {},
    targets: [],
  });
  const figures: readonly Figure[] = [
    {
      ...one('CPU of the database a synced contact, the last third over the first', '', late / early),
      targets: [{ bound: 'AT_MOST', limit: 1.2, times: null }],
    },
    {
      ...one(`contacts synced a second, while ${perSecond} a second arrive`, 'contacts/s', rate),
      targets: [{ bound: 'AT_LEAST', limit: perSecond * 0.95, times: null }],
    },
    one('contacts that wait at its end', '', last.waiting),
  ];
  const since = seen.filter(({ synced }) => synced > 0);
  const points = since.map(({ at, cpuMs, synced }): [number, number] => [at, cpuMs / synced]);
  const growth: readonly Plot[] = [
    { title: 'CPU of the database, a synced contact', x: 'seconds', y: 'ms', series: [{ name: 'Handoff', points }] },
  ];
  return { figures, growth };
}

/** A contact that was synced between two looks. */
function cpuBetween(from: Look, to: Look): number {
  assert(to.synced > from.synced, 'nobody was synced for a third of the time');
  return (to.cpuMs - from.cpuMs) / (to.synced - from.synced);
}
