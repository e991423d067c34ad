import { type Pace, unpaced } from '@handoff/core';
import type { Database } from '../../database/client.ts';
import type { Place } from '../turn.ts';

type Row = Pick<Pace, 'nextAt' | 'blockedUntil'> & {
  readonly remaining: number | null;
  readonly windowEndsAt: number | null;
};
type Unpaced = { readonly nextAt: null };

/** Changes an integration's pace, one after the other, by PostgreSQL's clock in milliseconds; answers with what `change` says. */
export async function changePace<T extends { readonly pace: Pace }>(
  database: Database,
  { accountId, integrationId }: Place,
  change: (pace: Pace, now: number) => T,
): Promise<T> {
  return database.$transaction(async (tx) => {
    // The clock is read once the row is ours: whoever waited for it would else be in the past.
    const [read] = await tx.$queryRaw<((Row | Unpaced) & { readonly now: number })[]>`
      WITH ours AS MATERIALIZED (
        SELECT next_at AS "nextAt", remaining, window_ends_at AS "windowEndsAt", blocked_until AS "blockedUntil" FROM pace
        WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid FOR UPDATE
      )
      SELECT ours.*, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now
      FROM (SELECT) AS always LEFT JOIN ours ON true`;
    const changed = change(read && read.nextAt !== null ? paceOf(read) : unpaced, read?.now ?? 0);
    const { nextAt, window, blockedUntil } = changed.pace;
    const [remaining, endsAt] = [window && Math.floor(window.remaining), window?.endsAt ?? null];
    await tx.$executeRaw`
      INSERT INTO pace (account_id, integration_id, next_at, remaining, window_ends_at, blocked_until)
      VALUES (${accountId}::uuid, ${integrationId}::uuid, ${nextAt}, ${remaining}, ${endsAt}, ${blockedUntil})
      ON CONFLICT (account_id, integration_id) DO UPDATE SET next_at = EXCLUDED.next_at, remaining = EXCLUDED.remaining,
        window_ends_at = EXCLUDED.window_ends_at, blocked_until = EXCLUDED.blocked_until`;
    return changed;
  });
}

function paceOf({ nextAt, remaining, windowEndsAt, blockedUntil }: Row): Pace {
  const window = remaining === null || windowEndsAt === null ? null : { remaining, endsAt: windowEndsAt };
  return { nextAt, window, blockedUntil };
}
