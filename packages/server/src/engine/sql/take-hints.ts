import type { WebhookTopic } from '@handoff/core';
import type { Database } from '../../database/client.ts';
import type { Place } from '../turn.ts';

export type TakenHint = {
  readonly deliveryId: string;
  readonly topic: WebhookTopic;
  readonly remoteId: string;
  readonly movedTo: string | null;
};

/** One that was taken this long ago and not followed is taken again. */
const takenForMs = 60_000;

/** The integrations of all accounts that were told something. */
export async function dueForHints(acrossAccounts: Database): Promise<readonly Place[]> {
  return acrossAccounts.$queryRaw<Place[]>`
    SELECT DISTINCT h.account_id AS "accountId", h.integration_id AS "integrationId" FROM webhook_hint h
    JOIN integration i ON i.account_id = h.account_id AND i.id = h.integration_id AND i.status = 'CONNECTED'
    WHERE h.followed_at IS NULL
      AND (h.taken_at IS NULL OR h.taken_at <= now() - ${takenForMs}::float8 * interval '1 millisecond')
    LIMIT 20`;
}

/** Deliveries are known again for as long as an ATS may repeat one, and longer. */
export async function pruneHints(acrossAccounts: Database): Promise<void> {
  await acrossAccounts.$executeRaw`DELETE FROM webhook_hint WHERE received_at < now() - interval '14 days'`;
}

/** Takes what webhooks have told and nobody follows yet: merges before deletions, because a merge may tell both. */
export async function takeHints(
  database: Database,
  { accountId, integrationId }: Place,
): Promise<readonly TakenHint[]> {
  const taken = await database.$queryRaw<TakenHint[]>`
    UPDATE webhook_hint SET taken_at = now()
    WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid AND followed_at IS NULL
      AND (taken_at IS NULL OR taken_at <= now() - ${takenForMs}::float8 * interval '1 millisecond')
    RETURNING delivery_id AS "deliveryId", topic::text AS topic, remote_id AS "remoteId", moved_to AS "movedTo"`;
  return taken.toSorted((one, other) => rank(one) - rank(other));
}

function rank({ topic }: TakenHint): number {
  return topic === 'CANDIDATE_MERGED' ? 0 : 1;
}

export async function settleHints(
  database: Database,
  { accountId, integrationId }: Place,
  hints: readonly TakenHint[],
): Promise<void> {
  const told = hints.map(({ deliveryId, topic, remoteId }) => ({ deliveryId, topic, remoteId }));
  await database.webhookHint.updateMany({
    where: { accountId, integrationId, OR: told },
    data: { followedAt: new Date() },
  });
}

/** Those of these candidates that anything here knows: the others are nobody's business of ours. */
export async function knownCandidates(
  database: Database,
  { accountId, integrationId }: Place,
  remoteIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const where = { accountId, integrationId, remoteId: { in: [...remoteIds] } };
  const [links, entries] = await Promise.all([
    database.candidateLink.findMany({ where, select: { remoteId: true } }),
    database.candidateEntry.findMany({ where, select: { remoteId: true } }),
  ]);
  return new Set([...links, ...entries].map(({ remoteId }) => remoteId));
}
