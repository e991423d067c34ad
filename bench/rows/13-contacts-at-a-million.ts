import assert from 'node:assert/strict';
import { startEmulator } from '@handoff/ats-ashby/emulator';
import pg from 'pg';
import type { Figure } from '../frame/outcome.ts';
import type { Bench, Row } from '../frame/row.ts';
import { takeTurns, timed } from '../frame/turns.ts';
import { type ConnectedAccount, connectAccount } from '../parts/connected-account.ts';
import { type Gathered, gatherContacts } from '../parts/gathered-contacts.ts';
import { startProduct } from '../parts/product.ts';
import { type Recorded, statementsDuring } from '../parts/recorded.ts';

const bare = 'the same SQL through pg';

export const row: Row = {
  number: 13,
  title: 'The Contacts operation over 1,000,000 contacts of one account, view by view',
  target: 'at most 6 statements, none of which scans a table of contacts from end to end',
  peers: [bare],
  async run(bench) {
    const contacts = bench.sized(1_000_000, 20_000);
    const stand = await openStand(bench, contacts);
    const figures: Figure[] = [];
    const notes: string[] = [];
    for (const [what, variables] of viewsOf(stand.gathered)) {
      const view = await stand.view(variables);
      const found = await takeTurns({
        rounds: bench.sized(9, 2),
        ours: () => timed(view.ask),
        beside: { [bare]: () => timed(view.askBare) },
      });
      const scanned = await view.scanned();
      assert.deepEqual(scanned, [], what);
      figures.push({ what, unit: 'ms', ...found, targets: [] });
      figures.push({
        what: `${what}: statements`,
        unit: '',
        ours: [view.statements.length],
        beside: {},
        targets: [{ bound: 'AT_MOST', limit: 6, times: null }],
      });
      notes.push(`${what}: ${view.total} contacts match, ${view.shown} are shown.`);
    }
    return { figures, growth: [], notes };
  },
};

type Variables = Readonly<Record<string, unknown>>;

function viewsOf({ sequenceId, after }: Gathered): readonly (readonly [string, Variables])[] {
  return [
    ['first page', {}],
    ['page 9,000, by its cursor', { after }],
    ['by a state that one in a hundred has', { filter: { state: 'FAILED' } }],
    ['by a state that nearly all have', { filter: { state: 'SYNCED' } }],
    ['by a sequence that one in ten is in', { filter: { sequenceId } }],
    ['by the beginning of an email, of a hundred', { filter: { search: 'person.1234' } }],
    ['by the beginning of an email, of one in ninety', { filter: { search: 'person.12' } }],
  ];
}

async function openStand(bench: Bench, contacts: number) {
  const databaseUrl = await bench.database('PRODUCT');
  const emulator = await startEmulator({ port: 0, seed: { candidates: 0, jobs: 1 }, limitPerMinute: 1_000_000 });
  bench.defer(emulator.stop);
  const product = await startProduct({ databaseUrl, atsUrl: emulator.url, role: 'api' });
  bench.defer(product.stop);
  const account = await connectAccount({ databaseUrl, productUrl: product.url, emulator, contacts: 1 });
  const gathered = await gatherContacts(databaseUrl, account, contacts);
  bench.say(`${contacts} contacts are there`);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  bench.defer(() => client.end());
  return { gathered, view: (variables: Variables) => openView(account, client, variables) };
}

/** What goes around every operation: whose token it is, the transaction, and its wall. */
const around = /^(BEGIN|COMMIT|ROLLBACK|LISTEN)|set_config\(|"public"\."(api_token|member)"|feed_counter|^SELECT 1/;
const large = ['contact', 'enrollment', 'sync'];

async function openView({ client, accountId }: ConnectedAccount, bare: pg.Client, variables: Variables) {
  const ask = () => client.send('Contacts', variables);
  const { contacts } = await ask();
  const all = await statementsDuring(ask);
  const statements = all.filter(({ text }) => !around.test(text));
  const inside = async (work: () => Promise<void>) => {
    await bare.query('BEGIN');
    await bare.query("SELECT set_config('role', 'handoff_account', true), set_config('handoff.account_id', $1, true)", [
      accountId,
    ]);
    await work();
    await bare.query('COMMIT');
  };
  return {
    ask,
    statements,
    total: contacts.totalCount,
    shown: contacts.nodes.length,
    askBare: () =>
      inside(async () => {
        for (const { text, values } of statements) await bare.query(text, values);
      }),
    /** The large tables that a plan reads from end to end. */
    async scanned() {
      const found: string[] = [];
      await inside(async () => {
        for (const statement of statements) found.push(...(await scansOf(bare, statement)));
      });
      return found;
    },
  };
}

async function scansOf(bare: pg.Client, { text, values }: Recorded): Promise<readonly string[]> {
  const { rows } = await bare.query(`EXPLAIN ${text}`, values);
  const plan = rows.map((line) => String(line['QUERY PLAN'])).join('\n');
  return large.filter((table) => new RegExp(`Seq Scan on (public\\.)?${table}\\b`).test(plan)).map(() => plan);
}
