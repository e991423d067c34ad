import type { Transaction } from '../../database/client.ts';
import type { Place } from '../turn.ts';
import { enterParts, type IndexEntry } from './enter-candidates.ts';
import type { IndexRow } from './index-state.ts';

/** Where a page of the feed leaves the index. `readSince`: when the reading of the last changes began. */
type Advance = { readonly resume: string; readonly more: 'MORE' | 'COMPLETE'; readonly readSince: Date };

type Page = { readonly from: IndexRow; readonly to: Advance; readonly entries: readonly IndexEntry[] };

/**
 * Enters a page's candidates and moves the index on from the place that the page was read at. False, and nothing
 * is kept, when somebody else has moved it meanwhile.
 */
export async function advanceIndex(tx: Transaction, place: Place, { from, to, entries }: Page): Promise<boolean> {
  const { accountId, integrationId } = place;
  const isEnd = to.more === 'COMPLETE';
  const moved = await tx.$queryRaw<unknown[]>`
    WITH ours AS (
      UPDATE candidate_index SET cursor = ${to.resume},
        state = CASE WHEN ${isEnd} THEN 'COMPLETE' ELSE state END,
        refreshed_at = CASE WHEN ${isEnd} THEN ${to.readSince} ELSE refreshed_at END
      WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid
        AND generation = ${from.generation} AND cursor IS NOT DISTINCT FROM ${from.cursor}
      RETURNING generation
    ), ${enterParts(place, entries)}
    SELECT generation FROM ours`;
  return moved.length === 1;
}

/**
 * After everything was read: entries that were not seen in it. Those that nobody here is linked to are
 * dropped; the linked ones are answered, because they may be merged, or only late in the list.
 */
export async function dropUnseen(tx: Transaction, place: Place, generation: number): Promise<readonly string[]> {
  const { accountId, integrationId } = place;
  const linked = await tx.$queryRaw<{ remoteId: string }[]>`
    WITH unseen AS (
      SELECT remote_id, EXISTS (
        SELECT FROM candidate_link l WHERE l.account_id = c.account_id AND l.integration_id = c.integration_id
          AND l.remote_id = c.remote_id) AS is_linked
      FROM candidate_entry c
      WHERE c.account_id = ${accountId}::uuid AND c.integration_id = ${integrationId}::uuid
        AND c.generation < ${generation} AND c.gone_at IS NULL AND c.moved_to IS NULL
    ), dropped AS (
      DELETE FROM candidate_entry c USING unseen
      WHERE c.account_id = ${accountId}::uuid AND c.integration_id = ${integrationId}::uuid
        AND c.remote_id = unseen.remote_id AND NOT unseen.is_linked
    )
    SELECT remote_id AS "remoteId" FROM unseen WHERE is_linked`;
  return linked.map(({ remoteId }) => remoteId);
}
