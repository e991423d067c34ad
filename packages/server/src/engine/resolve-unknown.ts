/**
 * After an unknown outcome: look before anything is tried again. A find settles it at once. Finding
 * nothing counts only when the quarantine is over, because the ATS may still be working on the request
 * or its search may lag; then, and only then, one more attempt is free.
 */
import type { CandidateRef } from '@handoff/core';
import { linkCandidate } from './links.ts';
import type { PushContext } from './push-context.ts';
import type { Move } from './record.ts';
import type { RetryTimes } from './retry.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import type { PushContact } from './sql/read-contacts.ts';

/** What a look-up by email says about a candidate whose creation was sent and never answered. */
export function foundAfterSend(
  intent: ClaimedIntent,
  found: readonly CandidateRef[],
  { context, contact }: { context: PushContext; contact: PushContact },
): Move {
  const ours = found.find(({ createdAt }) => isOurs(createdAt, intent.sentAt));
  const candidate = ours ?? found[0];
  if (!candidate) return retryAfterUnknown(intent, context.times);
  if (!ours && found.length > 1) {
    const message = `${found.length} candidates in the ATS have this email address.`;
    return {
      intentId: intent.id,
      contactId: intent.contactId,
      to: 'REJECTED',
      error: { code: 'AMBIGUOUS_MATCH', message },
    };
  }
  const link = linkCandidate(context.turn, contact.contactId, { candidate, origin: ours ? 'CREATED' : 'LINKED' });
  return { intentId: intent.id, contactId: intent.contactId, to: 'DONE', with: link };
}

/** We named the time of its creation. Some ATSs keep no milliseconds of it. */
function isOurs(createdAt: Date, sentAt: Date | null): boolean {
  return sentAt !== null && Math.abs(createdAt.getTime() - sentAt.getTime()) < 1_000;
}

/** Nothing was found: wait for the end of the quarantine, or try once more after it. */
export function retryAfterUnknown(intent: ClaimedIntent, times: RetryTimes): Move {
  const { id: intentId, contactId, unknownForMs } = intent;
  const leftMs = times.quarantineMs - unknownForMs;
  if (leftMs <= 0) return { intentId, contactId, to: 'PENDING' };
  const error = {
    code: 'OUTCOME_UNKNOWN',
    message: 'The ATS did not answer; it is looked up before anything is tried again.',
  } as const;
  return { intentId, contactId, to: 'UNKNOWN', error, retryInMs: Math.min(leftMs, times.firstLookMs * 5) };
}
