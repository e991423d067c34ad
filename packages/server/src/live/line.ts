import type { Session } from '../database/session.ts';

const channel = 'handoff_feed';
/** PostgreSQL takes 8,000 bytes a notification: this many ids, with a comma each, fit. */
const accountsPerHint = 200;

/** The way on which processes tell each other that feeds have grown. */
export type Line = {
  /** Hints to every process that these accounts' feeds have grown; false when it could not be said. */
  hint(accountIds: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
};

type Hearing = {
  readonly onHint: (accountId: string) => void;
  /** The line is back: what was hinted meanwhile was not heard. */
  readonly onReopen: () => void;
};

export type OpenLine = (hearing: Hearing) => Promise<Line>;

/** PostgreSQL's own: NOTIFY, on the session of the process. */
export function postgresLine(session: Session): OpenLine {
  return async ({ onHint, onReopen }) => {
    await session.listen(channel, { onPayload: (payload) => payload.split(',').forEach(onHint), onReopen });
    return {
      async hint(accountIds) {
        try {
          for (let start = 0; start < accountIds.length; start += accountsPerHint) {
            const accounts = accountIds.slice(start, start + accountsPerHint).join(',');
            await session.query('SELECT pg_notify($1, $2)', [channel, accounts]);
          }
          return true;
        } catch {
          return false;
        }
      },
      async close() {},
    };
  };
}
