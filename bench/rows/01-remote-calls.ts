import assert from 'node:assert/strict';
import { handOverNaively } from '@handoff/server/test/faults/naive-flow.ts';
import type { Figure } from '../frame/outcome.ts';
import type { Bench, Row } from '../frame/row.ts';
import { atOnce } from '../parts/at-once.ts';
import { callsSince } from '../parts/journal.ts';
import { foundOrganisation, sownEmail } from '../parts/organisation.ts';
import { connectedProduct, resyncAll } from '../parts/resync.ts';

const flow = 'search, create, application';

export const row: Row = {
  number: 1,
  title: 'Remote calls per synced contact',
  target: 'at most 1.03 of the unavoidable ones; a resync of who has synced at most 0.02 a contact',
  peers: [flow],
  async run(bench) {
    const counted: Counted[] = [];
    for (const size of bench.sized([100, 1_000, 3_000], [40, 120], [100, 1_000, 10_000]))
      counted.push(await countAll(bench, size));
    const last = counted.at(-1);
    assert(last);
    const points = (who: 'ours' | 'theirs') => counted.map(({ size, fresh }): [number, number] => [size, fresh[who]]);
    const series = [
      { name: 'Handoff', points: points('ours') },
      { name: flow, points: points('theirs') },
    ];
    return {
      figures: figuresOf(last),
      growth: [{ title: 'Calls for new contacts with a job', x: 'contacts', y: 'calls', series }],
      notes: [
        'Unavoidable are, of a new contact, the creation and the application; of one who is a candidate already, one look, because no feed tells who was merged or deleted and what they have applied for, and the application.',
        'Everything that is asked of the ATS from the start of the run to its end counts; the index of candidates was filled before.',
        'The other flow does not look what a candidate has applied for before it applies: it needs as many calls as we do for who exists, and applies twice for who has synced.',
      ],
    };
  },
};

type Calls = { readonly ours: number; readonly theirs: number };
type Counted = { readonly size: number; readonly fresh: Calls; readonly half: Calls; readonly again: Calls };

function figuresOf({ size, fresh, half, again }: Counted): readonly Figure[] {
  const figure = (what: string, { ours, theirs }: Calls, { over, limit }: { over: number; limit: number }): Figure => ({
    what,
    unit: '',
    ours: [ours / over],
    beside: { [flow]: [theirs / over] },
    targets: [{ bound: 'AT_MOST', limit, times: null }],
  });
  const unavoidable = { over: 2 * size, limit: 1.03 };
  return [
    figure(`calls over the unavoidable ones: ${size} new contacts with a job`, fresh, unavoidable),
    figure(`calls over the unavoidable ones: ${size} with a job, half of them candidates already`, half, unavoidable),
    figure(`calls a contact: a resync of ${size} who have synced`, again, { over: size, limit: 0.02 }),
  ];
}

/** Each flow has its own organisation, with the same past. */
async function countAll(bench: Bench, size: number): Promise<Counted> {
  bench.say(`${size} contacts`);
  const [fresh, again] = await countOurs(bench, { size, existing: 0 });
  const [half] = await countOurs(bench, { size, existing: size / 2 });
  const [theirFresh, theirAgain] = await countTheirs(bench, { size, existing: 0 });
  const [theirHalf] = await countTheirs(bench, { size, existing: size / 2 });
  return {
    size,
    fresh: { ours: fresh, theirs: theirFresh },
    half: { ours: half, theirs: theirHalf },
    again: { ours: again, theirs: theirAgain },
  };
}

type Past = { readonly size: number; readonly existing: number };

/** A run over everybody, and the same again. */
async function countOurs(bench: Bench, { size, existing }: Past): Promise<readonly [number, number]> {
  const { emulator } = await foundOrganisation(bench, { existing });
  const databaseUrl = await bench.database('PRODUCT');
  const connected = await connectedProduct(bench, { databaseUrl, emulator, contacts: size });
  const begun = (await callsSince(emulator, 0)).length;
  await resyncAll(connected);
  const first = await callsSince(emulator, begun);
  const done = (operation: string) => first.filter((call) => call.operation === operation && call.outcome.success);
  assert.equal(done('candidate.create').length, size - existing);
  assert.equal(done('application.create').length, size);
  await resyncAll(connected);
  const second = await callsSince(emulator, begun + first.length);
  await connected.stop();
  return [first.length, second.length];
}

async function countTheirs(bench: Bench, { size, existing }: Past): Promise<readonly [number, number]> {
  const { emulator, jobRemoteId: jobId } = await foundOrganisation(bench, { existing });
  const people = Array.from({ length: size }, (_, index) => sownEmail(index + 1));
  const handOver = (email: string) => handOverNaively({ emulator }, { email, jobId, timeoutMs: 60_000 });
  const begun = (await callsSince(emulator, 0)).length;
  await atOnce(people, handOver);
  const first = (await callsSince(emulator, begun)).length;
  await atOnce(people, handOver);
  return [first, (await callsSince(emulator, begun + first)).length];
}
