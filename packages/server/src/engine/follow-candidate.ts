/**
 * A candidate that we know by its id was merged into another one, or deleted, in the ATS (S10.2). Whoever
 * hears of it, the feed, a look-up or a webhook, comes here: the ATS is asked, and the link follows or is
 * cleared. A deleted candidate is never made again by itself: its sync says CANDIDATE_GONE.
 */
import { type Answer, atsError, type CandidateRecord } from '@handoff/core';
import type { Database, Transaction } from '../database/client.ts';
import { appendFeed, syncChange } from '../live/feed.ts';
import { entryOf } from './index-entry.ts';
import type { OpenIntegration } from './open-integration.ts';
import { projectSyncs } from './project-syncs.ts';
import { enterCandidates } from './sql/enter-candidates.ts';
import { clearLinks, moveLinks } from './sql/follow-links.ts';
import type { Place } from './turn.ts';

type FollowContext = Place & { readonly database: Database; readonly integration: OpenIntegration };

/** A merged one may have been merged again since. */
const mostMoves = 10;

/**
 * Asks the ATS what has become of a candidate, and follows it. `movedTo` is who it was merged into, where only a
 * hint says so: it counts once the ATS says that the one is gone and the other is there. Answers with the
 * candidate as it is now; null when it is gone.
 */
export async function followCandidate(
  { database, integration, ...place }: FollowContext,
  remoteId: string,
  movedTo: string | null = null,
): Promise<Answer<CandidateRecord | null>> {
  let asked = remoteId;
  for (let moves = 0; moves < mostMoves; moves++) {
    const now = await integration.session.getCandidate({ remoteId: asked });
    if (!now.ok) return now;
    const { value } = now;
    if (value.kind === 'MOVED') {
      asked = value.to;
      continue;
    }
    if (value.kind === 'GONE' && movedTo !== null && asked === remoteId) {
      asked = movedTo;
      continue;
    }
    await database.$transaction(async (tx) => {
      if (value.kind === 'GONE') return applyGone(tx, place, remoteId);
      await enterCandidates(tx, place, [entryOf(value.candidate, integration.hasher)]);
      if (asked !== remoteId) await applyMoved(tx, place, { from: remoteId, to: value.candidate });
    });
    return { ok: true, value: value.kind === 'GONE' ? null : value.candidate };
  }
  return {
    ok: false,
    error: atsError('CONTRACT_DRIFT', 'The ATS says of a merged candidate that it was merged, again and again.'),
  };
}

/** The link, the alias and the addresses, once it is known who the candidate is now. */
async function applyMoved(
  tx: Transaction,
  place: Place,
  { from, to }: { from: string; to: CandidateRecord },
): Promise<void> {
  const { accountId, integrationId } = place;
  const contactIds = await moveLinks(tx, place, { from, to });
  const syncs = await tx.sync.findMany({
    where: { accountId, integrationId, contactId: { in: [...contactIds] } },
    select: { id: true, sequenceId: true },
  });
  const changes = syncs.map(({ id: syncId, sequenceId }) => syncChange({ integrationId, sequenceId, syncId }));
  await appendFeed(tx, accountId, changes);
}

/** The link is cleared, and whoever was SYNCED by it is FAILED(CANDIDATE_GONE). */
export async function applyGone(tx: Transaction, place: Place, remoteId: string): Promise<void> {
  const contactIds = await clearLinks(tx, place, remoteId);
  if (contactIds.length > 0) await projectSyncs(tx, place, contactIds);
}
