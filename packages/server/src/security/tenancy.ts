/**
 * The second wall between accounts. Every statement runs in a transaction that has taken a role with no
 * rights but those of one account: PostgreSQL itself then shows and takes no other account's rows, whatever
 * a query forgot. Role and account are set for the transaction alone, so that neither a pool here nor one
 * in front of the database carries them to somebody else.
 */
import type { Database, Transaction } from '../database/client.ts';
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
    return client.$transaction(
      async (tx) => {
        await enter(tx, wall, timeout);
        return work(tx);
      },
      { timeout },
    );
  };
  const read = sharedReads(inside);
  const walled: unknown = client.$extends({
    query: {
      $allOperations: ({ model, operation, args }) => {
        const run = (tx: Transaction) => call(tx, { model, operation, args });
        return reads.has(operation) ? read(run) : inside(run);
      },
    },
    client: { $transaction: inside },
  });
  // It has the methods of what it extends; Prisma spells its type otherwise.
  return walled as Database;
}

async function enter(tx: Transaction, { role, accountId }: Wall, timeout: number): Promise<void> {
  await tx.$executeRaw`
    SELECT set_config('role', ${role}, true), set_config('handoff.account_id', ${accountId}, true),
      set_config('statement_timeout', ${String(timeout)}, true),
      set_config('idle_in_transaction_session_timeout', ${String(idleMs)}, true),
      set_config('handoff.trace_parent', ${currentTraceParent() ?? ''}, true)`;
}

type Operation = { readonly model: string | undefined; readonly operation: string; readonly args: unknown };

/** The same operation, on the transaction. */
function call(tx: Transaction, { model, operation, args }: Operation): Promise<unknown> {
  const place: object = model === undefined ? tx : Reflect.get(tx, model.charAt(0).toLowerCase() + model.slice(1));
  return Reflect.get(place, operation).call(place, args);
}

/** Steps out of the account for tables that are nobody's, such as the queue's, and back in. */
export async function outsideAccount(tx: Transaction, work: () => Promise<unknown>): Promise<void> {
  const [before] = await tx.$queryRaw<{ role: string }[]>`
    SELECT current_setting('role') AS role, set_config('role', 'none', true)`;
  await work();
  await tx.$executeRaw`SELECT set_config('role', ${before?.role ?? 'none'}, true)`;
}
