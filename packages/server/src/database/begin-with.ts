/**
 * A transaction's BEGIN and its settings go out together with its first statement: one way to the database instead of
 * three, for everything that is read or written. Prisma sends the BEGIN itself and waits for its answer, so the
 * connection answers at once, and sends it once there is something to do. Should the settings fail, PostgreSQL does
 * nothing of what follows.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

type Opening = { readonly statements: string; isTaken: boolean };

const opening = new AsyncLocalStorage<Opening>();

/**
 * Begins the next transaction of this work with the settings, for that transaction alone. `transact` is given whether a
 * connection has taken them: where they matter, its transaction asks before it does anything.
 */
export function beginWith<T>(
  settings: Readonly<Record<string, string>>,
  transact: (areTaken: () => boolean) => Promise<T>,
): Promise<T> {
  const each = Object.entries(settings).map(([name, value]) => [name, value].map(pg.escapeLiteral).join(', '));
  const statements = `BEGIN; SELECT ${each.map((pair) => `set_config(${pair}, true)`).join(', ')}`;
  const one: Opening = { statements, isTaken: false };
  return opening.run(one, () => transact(() => one.isTaken));
}

/** A connection whose transactions may begin so. */
export class BeginningClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // PostgreSQL may end a connection in the packet in which it opens it, before whoever waits for it listens: what is
    // asked on it fails, and that nobody listened must not end the process.
    this.on('error', () => undefined);
    const send = (args: readonly unknown[]): Promise<unknown> => Reflect.apply(super.query, this, args);
    let unsent: string | null = null;

    const query = (...args: readonly unknown[]): Promise<unknown> => {
      const text = textOf(args[0]);
      const one = opening.getStore();
      if (text === 'BEGIN' && one && !one.isTaken) {
        one.isTaken = true;
        unsent = one.statements;
        return nothing();
      }
      if (unsent === null) return send(args);
      const beginning = unsent;
      unsent = null;
      return text === 'COMMIT' || text === 'ROLLBACK' ? nothing() : sendTogether(beginning, args);
    };

    const sendTogether = async (beginning: string, args: readonly unknown[]): Promise<unknown> => {
      const { stream } = this.connection;
      stream.cork();
      const sent = [send([beginning]), send(args)] as const;
      stream.uncork();
      const [begun, answered] = await Promise.allSettled(sent);
      if (begun.status === 'rejected') throw begun.reason;
      if (answered.status === 'rejected') throw answered.reason;
      return answered.value;
    };

    Object.assign(this, { query });
  }
}

function textOf(asked: unknown): unknown {
  return typeof asked === 'object' && asked !== null ? Reflect.get(asked, 'text') : asked;
}

async function nothing() {
  return { rowCount: 0, rows: [], fields: [] };
}
