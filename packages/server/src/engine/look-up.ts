/**
 * Who in the ATS has a contact's email: what the protocol calls a look. One call brings the index up to
 * date for a whole batch, after it was claimed, and its answer holds for a few seconds. Whom the index
 * names is then asked for by id, because it may have been merged or deleted since.
 */
import { type Answer, type CandidateRef, emailKey, lookHoldsMs } from '@handoff/core';
import { type FoundByEmail, findInIndex, type LookUpContext, searchByEmails } from './candidate-index.ts';
import { followCandidate } from './follow-candidate.ts';

export type BatchLook = {
  /** Everyone with this address, as of a few seconds ago at most. */
  find(email: string): Promise<Answer<readonly CandidateRef[]>>;
  /** The same, asked anew and in every way there is: for what may have been made a moment ago. */
  findAnew(email: string): Promise<Answer<readonly CandidateRef[]>>;
};

export function lookFor(context: LookUpContext, emails: readonly string[]): BatchLook {
  let last: { readonly at: number; readonly found: Promise<Answer<FoundByEmail | null>> } | null = null;
  return {
    async find(email) {
      if (last === null || performance.now() - last.at > lookHoldsMs) {
        last = { at: performance.now(), found: findInIndex(context, emails) };
      }
      const found = await last.found;
      if (!found.ok) return found;
      return found.value === null ? search(context, email) : verified(context, of(found.value, email));
    },
    async findAnew(email) {
      const [indexed, searched] = [await findInIndex(context, [email]), await search(context, email)];
      if (!indexed.ok) return indexed;
      if (!searched.ok || indexed.value === null) return searched;
      const candidates = [...searched.value, ...of(indexed.value, email)];
      return verified(context, [...new Map(candidates.map((one) => [one.remoteId, one])).values()]);
    },
  };
}

async function search(context: LookUpContext, email: string): Promise<Answer<readonly CandidateRef[]>> {
  const found = await searchByEmails(context, [email]);
  return found.ok ? { ok: true, value: of(found.value, email) } : found;
}

function of(found: FoundByEmail, email: string): readonly CandidateRef[] {
  return found.get(emailKey(email)) ?? [];
}

/** Each as it is now: a merged one is who it was merged into, a deleted one is nobody. */
async function verified(
  context: LookUpContext,
  candidates: readonly CandidateRef[],
): Promise<Answer<readonly CandidateRef[]>> {
  const now = new Map<string, CandidateRef>();
  for (const { remoteId } of candidates) {
    const followed = await followCandidate(context, remoteId);
    if (!followed.ok) return followed;
    if (followed.value) now.set(followed.value.remoteId, followed.value);
  }
  return { ok: true, value: [...now.values()] };
}
