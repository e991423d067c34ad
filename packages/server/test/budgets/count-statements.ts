import pg from 'pg';
import { currentScope } from '../../src/telemetry/scope.ts';

/**
 * What begins, ends and walls in a transaction, whose token it is, and hints to other processes: no operation's own.
 * The look for runs to follow may share the transaction of a token's look-up, and then seems to be of its request.
 */
const same =
  /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET )|set_config\(|pg_notify\(|FROM "public"\."(api_token|member)"|"finished_at" IS NULL/;

const underWay: string[][] = [];
const query = pg.Client.prototype.query;

/** Every statement of this process that a request has asked for; the engine's and the queue's are nobody's request. */
pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  const text = typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text') ?? '');
  if (currentScope().requestId !== undefined) for (const list of underWay) list.push(text);
  return Reflect.apply(query, this, args);
} as typeof query;

/** The statements that read or write for what the server is asked meanwhile. */
export async function statementsOf(ask: () => Promise<unknown>): Promise<readonly string[]> {
  return (await allOf(ask)).filter((text) => !same.test(text));
}

/** How many transactions begin for it, that of the token's look-up included. */
export async function transactionsOf(ask: () => Promise<unknown>): Promise<number> {
  return (await allOf(ask)).filter((text) => text.startsWith('BEGIN')).length;
}

async function allOf(ask: () => Promise<unknown>): Promise<readonly string[]> {
  const list: string[] = [];
  underWay.push(list);
  try {
    await ask();
  } finally {
    underWay.splice(underWay.indexOf(list), 1);
  }
  return list;
}
