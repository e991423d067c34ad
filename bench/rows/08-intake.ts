import assert from 'node:assert/strict';
import pg from 'pg';
import type { Bench, Row } from '../frame/row.ts';
import { takeTurns, timed } from '../frame/turns.ts';
import { connectAccount } from '../parts/connected-account.ts';
import { globalIdOf, rowIdOf } from '../parts/global-id.ts';
import { foundOrganisation } from '../parts/organisation.ts';
import { startProduct } from '../parts/product.ts';
import { type NewPerson, strangers } from '../parts/strangers.ts';
import { bareIntake } from '../peers/bare-intake.ts';

const bare = 'bare multi-row INSERT of the same rows';

export const row: Row = {
  number: 8,
  title: 'Intake in batches of 1,000',
  target: 'at least 0.3 of a bare multi-row INSERT of the same rows, acknowledged and durable',
  peers: [bare],
  async run(bench) {
    const intake = await openIntake(bench);
    const batches = bench.sized(5, 2);
    const perSecond = (size: number, take: Take) => async () => {
      const people = Array.from({ length: batches }, () => strangers(size));
      const ms = await timed(async () => {
        for (const batch of people) assert.equal(await take(batch), batch.length);
      });
      return (size * batches * 1_000) / ms;
    };
    const rounds = bench.sized(7, 1);
    const turns = (size: number, ours: Take, times = rounds) =>
      takeTurns({ rounds: times, ours: perSecond(size, ours), beside: { [bare]: perSecond(size, intake.bare) } });
    const shown = await turns(1_000, intake.shown);
    const acknowledged = await turns(1_000, intake.acknowledged);
    await intake.check();
    const grown: { size: number; found: Awaited<ReturnType<typeof turns>> }[] = [];
    for (const size of [1, 10, 100, 1_000]) grown.push({ size, found: await turns(size, intake.acknowledged, 1) });
    const points = (of: (found: (typeof grown)[number]['found']) => readonly number[] | undefined) =>
      grown.map(({ size, found }): [number, number] => [size, of(found)?.[0] ?? 0]);
    const unit = 'contacts/s';
    return {
      figures: [
        {
          what: 'contacts taken a second, asking how many were accepted',
          unit,
          ...acknowledged,
          targets: [{ bound: 'AT_LEAST', limit: 0.3, times: bare }],
        },
        {
          what: 'contacts taken a second, asking for each with its syncs, as the page does',
          unit,
          ...shown,
          targets: [],
        },
      ],
      growth: [
        {
          title: 'Contacts taken by one sender',
          x: 'contacts in a batch',
          y: unit,
          series: [
            { name: 'Handoff', points: points(({ ours }) => ours) },
            { name: bare, points: points(({ beside }) => beside[bare]) },
          ],
        },
      ],
      notes: [
        `One sender, ${batches} batches a round, one after the other; over HTTP with a token, row-level security and all gates; acknowledged once committed, with fsync on.`,
      ],
    };
  },
};

type Take = (batch: readonly NewPerson[]) => Promise<number>;

const accept = `mutation Accept($input: AddContactsToSequenceInput!) {
  addContactsToSequence(input: $input) { ... on AddContactsToSequenceSuccess { accepted } ... on UserError { message } }
}`;

/** An account that is connected and syncs whoever is added; no worker is there that would work them off meanwhile. */
async function openIntake(bench: Bench) {
  const databaseUrl = await bench.database('PRODUCT');
  const { emulator } = await foundOrganisation(bench);
  const settings = { HANDOFF_REQUESTS_PER_MINUTE: '1000000' };
  const product = await startProduct({ databaseUrl, atsUrl: emulator.url, role: 'api', settings });
  bench.defer(product.stop);
  const connecting = { databaseUrl, productUrl: product.url, emulator, contacts: 0, settings: { mode: 'ON_ADDED' } };
  const ours = await connectAccount(connecting);
  const theirs = await connectAccount(connecting);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  bench.defer(() => client.end());
  const into = { ...theirs, integrationId: rowIdOf(theirs.integrationId) };
  const input = (contacts: readonly NewPerson[]) => ({ sequenceId: globalIdOf('Sequence', ours.sequenceId), contacts });
  const count = async (table: string) => {
    const { rows } = await client.query(`SELECT count(*)::int AS count FROM ${table} WHERE account_id = $1`, [
      ours.accountId,
    ]);
    return rows[0].count;
  };
  return {
    async acknowledged(batch: readonly NewPerson[]) {
      const { body } = await ours.client.post({ query: accept, variables: { input: input(batch) } });
      return body.data?.addContactsToSequence.accepted ?? body;
    },
    async shown(batch: readonly NewPerson[]) {
      const { addContactsToSequence } = await ours.client.send('AddContactsToSequence', { input: input(batch) });
      const queued = addContactsToSequence.results.filter(
        (result: { enrollment: { syncs: { state: string }[] } }) => result.enrollment.syncs[0]?.state === 'QUEUED',
      );
      return queued.length;
    },
    bare: (batch: readonly NewPerson[]) => bareIntake(client, into, batch),
    /** Everybody who was acknowledged is there, with all that follows from it. */
    async check() {
      const contacts = await count('contact');
      for (const table of ['enrollment', 'sync', 'intent', 'sync_history', 'intake_event']) {
        assert.equal(await count(table), contacts, table);
      }
    },
  };
}
