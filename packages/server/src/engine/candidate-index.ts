/**
 * Which candidates of the ATS have which email address: the one place that answers it.
 *
 * Where the ATS tells what changed, an index of our own is kept (read-feed.ts): one call brings it up to
 * date, and then it answers for any number of addresses. It holds ids, creation times and keyed hashes of
 * addresses, not the people. While it is not complete, and where there is none, the ATS is asked for each.
 */
import {
  type Answer,
  type CandidateRecord,
  type CandidateRef,
  emailKey,
  type IndexNow,
  useOfIndex,
} from '@handoff/core';
import { type IndexContext, readAgain, readCandidateFeed } from './read-feed.ts';
import { readIndex } from './sql/index-state.ts';
import { matchEmails } from './sql/match-emails.ts';

/** Whose candidates, and what they are looked up with. */
export type LookUpContext = IndexContext;

/** By `emailKey`: an entry for every address that was asked for, an empty one where nobody has it. */
export type FoundByEmail = ReadonlyMap<string, readonly CandidateRef[]>;

/**
 * Everyone in the ATS who has one of these addresses. An error is no "nobody" (S6.8).
 *
 * @public
 */
export async function findByEmails(context: LookUpContext, emails: readonly string[]): Promise<Answer<FoundByEmail>> {
  const known = await findInIndex(context, emails);
  if (!known.ok || known.value === null) return known.ok ? searchByEmails(context, emails) : known;
  return { ok: true, value: known.value };
}

/** By the index alone, brought up to date; null while it cannot answer. */
export async function findInIndex(
  context: LookUpContext,
  emails: readonly string[],
): Promise<Answer<FoundByEmail | null>> {
  const { database, integration } = context;
  if (integration.capabilities.feed === 'NONE') return { ok: true, value: null };
  const index = await readIndex(database, context);
  const { keyId, hash } = integration.hasher;
  const now: IndexNow | null = index && { state: index.state, key: index.keyId === keyId ? 'OURS' : 'OTHER' };
  if (index && now?.key === 'OTHER') await readAgain(context, index);
  if (index === null || useOfIndex(now) === 'ASK_THE_ATS') return { ok: true, value: null };
  const read = await readCandidateFeed(context, { from: index });
  if (!read.ok || read.value === 'FILLING') return read.ok ? { ok: true, value: null } : read;
  const asked = [...new Set(emails.map(emailKey))].map((key) => ({
    key,
    hash: hash(key),
    found: [] as CandidateRef[],
  }));
  const byHash = new Map(asked.map((one) => [hexOf(one.hash), one.found]));
  const hashes = asked.map((one) => one.hash);
  for (const { emailHash, ...candidate } of await matchEmails(database, context, hashes)) {
    byHash.get(hexOf(emailHash))?.push(candidate);
  }
  return { ok: true, value: new Map(asked.map(({ key, found }) => [key, found])) };
}

/** By the ATS's own look-up, as many addresses at once as it takes. */
export async function searchByEmails(context: LookUpContext, emails: readonly string[]): Promise<Answer<FoundByEmail>> {
  const { session, capabilities } = context.integration;
  const keys = [...new Set(emails.map(emailKey))];
  const found: CandidateRecord[] = [];
  // An ATS without a look-up keeps one person an email by itself.
  const atOnce = session.findCandidates ? (capabilities.findByEmail?.atOnce ?? 0) : 0;
  for (let from = 0; atOnce > 0 && from < keys.length; from += atOnce) {
    const answer = await session.findCandidates?.({ emails: keys.slice(from, from + atOnce) });
    if (answer && !answer.ok) return answer;
    found.push(...(answer?.value ?? []));
  }
  return { ok: true, value: byEmail(keys, found) };
}

function byEmail(keys: readonly string[], found: readonly CandidateRecord[]): FoundByEmail {
  const answer = new Map<string, CandidateRef[]>(keys.map((key) => [key, []]));
  const distinct = new Map(found.map((candidate) => [candidate.remoteId, candidate]));
  for (const candidate of distinct.values()) {
    for (const key of new Set(candidate.emails.map(emailKey))) answer.get(key)?.push(candidate);
  }
  return answer;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
