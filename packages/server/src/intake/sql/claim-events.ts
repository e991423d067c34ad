import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from '../../database/client.ts';

/** `fresh` were never seen; `known` were taken before, with the enrollment they made. */
export type ClaimedEvents = { readonly fresh: ReadonlySet<string>; readonly known: ReadonlyMap<string, string> };

/**
 * Takes these event ids for this transaction. Another transaction with the same one waits here, and
 * then finds it known. The enrollment is filled in by `settleEvents`.
 */
export async function claimEvents(
  tx: Transaction,
  accountId: string,
  eventIds: readonly string[],
): Promise<ClaimedEvents> {
  const ids = [...new Set(eventIds)].sort();
  const fresh = await tx.$queryRaw<{ eventId: string }[]>`
    INSERT INTO intake_event (account_id, event_id, enrollment_id)
    SELECT ${accountId}::uuid, event_id, ${randomUUIDv7()}::uuid FROM unnest(${ids}::text[]) AS event_id
    ON CONFLICT DO NOTHING
    RETURNING event_id AS "eventId"`;
  const taken = new Set(fresh.map(({ eventId }) => eventId));
  const known = await tx.intakeEvent.findMany({
    where: { accountId, eventId: { in: ids.filter((id) => !taken.has(id)) } },
  });
  return { fresh: taken, known: new Map(known.map(({ eventId, enrollmentId }) => [eventId, enrollmentId])) };
}

/** Remembers which enrollment each event made, for the answer to its repetition. */
export async function settleEvents(
  tx: Transaction,
  accountId: string,
  enrollments: ReadonlyMap<string, string>,
): Promise<void> {
  const input = [...enrollments].map(([eventId, enrollmentId]) => ({ eventId, enrollmentId }));
  await tx.$executeRaw`
    UPDATE intake_event SET enrollment_id = made."enrollmentId"
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb) AS made ("eventId" text, "enrollmentId" uuid)
    WHERE account_id = ${accountId}::uuid AND event_id = made."eventId"`;
}
