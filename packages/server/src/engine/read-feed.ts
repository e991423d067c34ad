/**
 * Keeps the candidate index: reads the ATS's feed of candidates from where it was left, page by page.
 * Each page and the place after it are kept in one transaction, so that a crash costs a page at most; and
 * only by whoever read it from the place that the index still has, so that two readers do no harm.
 *
 * A place that the ATS does not know any more means that changes may have been missed: everything is read
 * again under a new generation, and until its end nobody is taken for absent because of the index.
 */
import type { Answer, CandidateRecord, Changes } from '@handoff/core';
import type { Database } from '../database/client.ts';
import { applyGone, followCandidate } from './follow-candidate.ts';
import { entryOf } from './index-entry.ts';
import type { OpenIntegration } from './open-integration.ts';
import { advanceIndex, dropUnseen } from './sql/advance-index.ts';
import { beginGeneration, type IndexRow, readIndex } from './sql/index-state.ts';
import type { Place } from './turn.ts';

export type IndexContext = Place & { readonly database: Database; readonly integration: OpenIntegration };

/** More pages than any feed of changes has: a feed without an end is a fault of the connector. */
const mostPages = 100_000;

type Reading = {
  readonly goesOn?: () => boolean;
  /** The index, by whoever has read it just now. */
  readonly from?: IndexRow;
};

/** Reads on to the end of the feed, or until told to stop. */
export async function readCandidateFeed(
  context: IndexContext,
  { goesOn = () => true, from }: Reading = {},
): Promise<Answer<'COMPLETE' | 'FILLING'>> {
  const { session } = context.integration;
  let readSince: Date | null = null;
  let known = from;
  for (let page = 0; page < mostPages && goesOn(); page++) {
    const index = await readOurs(context, known);
    known = undefined;
    if (!index || !session.pullCandidates) break;
    readSince ??= index.now;
    const answer = await session.pullCandidates({ cursor: index.cursor });
    const end = answer.ok ? await keepPage(context, index, { changes: answer.value, readSince }) : null;
    if (end) return end;
    if (answer.ok) continue;
    if (answer.error.code !== 'CURSOR_EXPIRED' || index.cursor === null) return answer;
    await readAgain(context, index);
    break;
  }
  return { ok: true, value: 'FILLING' };
}

/** Null where there is none, or it was begun with another key: hashes of two keys in one index would hide people. */
async function readOurs(context: IndexContext, known: IndexRow | undefined): Promise<IndexRow | null> {
  const index = known ?? (await readIndex(context.database, context));
  if (index === null || index.keyId === context.integration.hasher.keyId) return index;
  await readAgain(context, index);
  return null;
}

/** Everything from the beginning, under a new generation. */
export async function readAgain({ database, integration, ...place }: IndexContext, index: IndexRow): Promise<void> {
  await beginGeneration(database, place, { generation: index.generation, keyId: integration.hasher.keyId });
}

type Read = { readonly changes: Changes<CandidateRecord>; readonly readSince: Date };

/** Null while there is more to read. */
async function keepPage(
  context: IndexContext,
  index: IndexRow,
  { changes, readSince }: Read,
): Promise<Answer<'COMPLETE'> | null> {
  const { database, integration } = context;
  const place: Place = context;
  const { changed, gone, resume, more } = changes;
  const entries = changed.map((candidate) => entryOf(candidate, integration.hasher));
  const unseen = await database.$transaction(async (tx) => {
    if (!(await advanceIndex(tx, place, { from: index, to: { resume, more, readSince }, entries }))) return null;
    for (const remoteId of gone) await applyGone(tx, place, remoteId);
    return more === 'COMPLETE' && index.state === 'FILLING' ? dropUnseen(tx, place, index.generation) : [];
  });
  if (unseen === null || more === 'MORE') return null;
  for (const remoteId of unseen) {
    const followed = await followCandidate(context, remoteId);
    if (!followed.ok) return followed;
  }
  return { ok: true, value: 'COMPLETE' };
}
