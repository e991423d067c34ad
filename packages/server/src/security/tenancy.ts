/**
 * The second wall between accounts. Every statement runs in a transaction that has taken a role with no
 * rights but those of one account: PostgreSQL itself then shows and takes no other account's rows, whatever
 * a query forgot. Role and account are set for the transaction alone, so that neither a pool here nor one
 * in front of the database carries them to somebody else.
 */
import { beginWith } from '../database/begin-with.ts';
import type { Database, Transaction } from '../database/client.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { currentTraceParent } from '../telemetry/tracing.ts';
import { sharedReads } from './shared-reads.ts';

export type Tenancy = {
  /** All there is to one account, and nothing else. */
  forAccount(accountId: string): Database;
  /**
   * The door in the wall, for what truly crosses accounts: whose a token or a webhook is, and which
   * integration has work that nobody does. It opens only the tables that `open_across` names in a migration.
   */
  readonly acrossAccounts: Database;
};

type Wall = { readonly role: 'handoff_account' | 'handoff_across'; readonly accountId: string };

/** As long as a transaction may take, unless it says otherwise; no statement in it takes longer. */
const timeoutMs = 15_000;
/**
 * A process that was paused in a transaction holds its locks. Beyond this long between two statements
 * PostgreSQL ends it, so that whoever took over need not wait for it.
 */
const idleMs = 5_000;

export function tenancyOf(client: Database): Tenancy {
  return {
    forAccount: (accountId) => walledIn(client, { role: 'handoff_account', accountId }),
    acrossAccounts: walledIn(client, { role: 'handoff_across', accountId: '' }),
  };
}

const reads: ReadonlySet<string> = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
]);

function walledIn(client: Database, wall: Wall): Database {
  const inside = <T>(work: (tx: Transaction) => Promise<T>, options: { timeout?: number } = {}): Promise<T> => {
    const { timeout = timeoutMs } = options;
    return beginWith(settingsOf(wall, timeout), (isInside) =>
      client.$transaction(
        async (tx) => {
          if (!isInside()) throw new Error('a transaction began outside its wall');
          return work(tx);
        },
        { timeout },
      ),
    );
  };
  const read = sharedReads(inside);
  const run = (operation: Operation) => {
    const work = (tx: Transaction) => call(tx, operation);
    return isRead(operation) ? read(work) : inside(work);
  };
  const operationsOf = (model: string | null) => (name: string) => {
    if (model === null && name === '$transaction') return inside;
    return (...args: readonly unknown[]) => run({ model, name, args });
  };
  const ofClient = operationsOf(null);
  const ofModel = (model: string) => byName(operationsOf(model), Reflect.get(client, model));
  // It has what the client has.
  const walled: unknown = byName((name) => (name.startsWith('$') ? ofClient(name) : ofModel(name)), client);
  return walled as Database;
}

/** An object that makes each of its properties when it is first asked for, and has those of another. */
function byName(make: (name: string) => unknown, like: object): object {
  return new Proxy(
    {},
    {
      has: (_, name) => Reflect.has(like, name),
      get(made, name) {
        if (typeof name === 'symbol' || !Reflect.has(like, name)) return undefined;
        if (!Object.hasOwn(made, name)) Reflect.set(made, name, make(name));
        return Reflect.get(made, name);
      },
    },
  );
}

/** Of a model; of the client itself, as `$queryRaw` is, where there is none. */
type Operation = { readonly model: string | null; readonly name: string; readonly args: readonly unknown[] };

/** The same operation, on the transaction. */
async function call(tx: Transaction, { model, name, args }: Operation): Promise<unknown> {
  const place: object = model === null ? tx : Reflect.get(tx, model);
  return Reflect.apply(Reflect.get(place, name), place, args);
}

/** A `SELECT` of ours only reads; one that locks, or asks for the time of its transaction, wants one of its own. */
function isRead({ name, args }: Operation): boolean {
  if (name !== '$queryRaw') return reads.has(name);
  const text = sqlOf(args);
  return /^\s*SELECT\b/.test(text) && !/\bFOR (UPDATE|SHARE)\b|\bnow\(\)/.test(text);
}

function sqlOf([query, ...values]: readonly unknown[]): string {
  if (query instanceof Prisma.Sql) return query.sql;
  return Array.isArray(query) ? Prisma.sql(query, ...values).sql : '';
}

function settingsOf({ role, accountId }: Wall, timeout: number): Readonly<Record<string, string>> {
  return {
    role,
    'handoff.account_id': accountId,
    statement_timeout: String(timeout),
    idle_in_transaction_session_timeout: String(idleMs),
    'handoff.trace_parent': currentTraceParent() ?? '',
  };
}

/** Steps out of the account for tables that are nobody's, such as the queue's, and back in. */
export async function outsideAccount(tx: Transaction, work: () => Promise<unknown>): Promise<void> {
  const [before] = await tx.$queryRaw<{ role: string }[]>`
    SELECT current_setting('role') AS role, set_config('role', 'none', true)`;
  await work();
  await tx.$executeRaw`SELECT set_config('role', ${before?.role ?? 'none'}, true)`;
}
