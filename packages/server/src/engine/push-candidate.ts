import { type Answer, type CandidateRef, decideDuplicate, emailKey } from '@handoff/core';
import { findByEmails } from './candidate-index.ts';
import { createdByUs, linkCandidate, markDuplicates } from './links.ts';
import type { PushContext } from './push-context.ts';
import type { Move } from './record.ts';
import { foundAfterSend } from './resolve-unknown.ts';
import { ended, moveOf, type Settled, settleError, settleOutcome } from './settle-outcome.ts';
import { beginSend } from './sql/begin-send.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import type { PushContact } from './sql/read-contacts.ts';

/** Looks the person up, and creates a candidate only where there is none. */
export async function pushCandidate(
  context: PushContext,
  contact: PushContact,
  intent: ClaimedIntent,
): Promise<Settled> {
  const { database, turn, times } = context;
  const move = moveOf(intent);
  if (contact.email === null) {
    return ended(move('REJECTED', { error: { code: 'MISSING_EMAIL', message: 'The contact has no email address.' } }));
  }
  const found = await findByEmail(context, contact.email);
  if (!found.ok) return settleError(intent, found.error, times);
  if (intent.state === 'UNKNOWN') return ended(foundAfterSend(intent, found.value, { context, contact }));

  const duplicate = decideDuplicate({
    deduplication: intent.onDuplicate !== null,
    onDuplicate: intent.onDuplicate ?? 'HOLD',
    addedAt: contact.addedAt,
    found: found.value,
    createdByUs: await createdByUs(database, turn, found.value),
  });
  switch (duplicate.kind) {
    case 'CREATE':
      return create(context, { ...contact, email: contact.email }, intent);
    case 'HOLD':
      return ended(move('HELD', { with: markDuplicates(context.turn, contact.contactId, [duplicate.candidate]) }));
    case 'LINK':
      return ended(move('DONE', { with: linkFound(context, contact, duplicate) }));
    case 'AMBIGUOUS': {
      const message = `${duplicate.candidates.length} candidates in the ATS have this email address.`;
      const error = { code: 'AMBIGUOUS_MATCH', message } as const;
      const marks = markDuplicates(context.turn, contact.contactId, duplicate.candidates);
      return ended(move('REJECTED', { error, with: marks }));
    }
    case 'LOOK_FIRST':
      return ended(move('PENDING'));
  }
}

async function findByEmail(
  { database, turn, integration }: PushContext,
  email: string,
): Promise<Answer<readonly CandidateRef[]>> {
  const answer = await findByEmails({ ...turn, database, integration }, [email]);
  return answer.ok ? { ok: true, value: answer.value.get(emailKey(email)) ?? [] } : answer;
}

/** No setting names a source or a user yet. */
export const nobodysCredit = { sourceRemoteId: null, creditedToRemoteId: null } as const;

async function create(
  context: PushContext,
  contact: PushContact & { email: string },
  intent: ClaimedIntent,
): Promise<Settled> {
  if (context.integration.capabilities.candidateWithoutJob === 'IMPOSSIBLE' && contact.jobRemoteId === null) {
    const message = 'The ATS takes nobody without a job.';
    return ended(moveOf(intent)('REJECTED', { error: { code: 'JOB_REQUIRED', message } }));
  }
  const at = await beginSend(context.database, context.turn, intent.id);
  // Not ours any more: whoever has the lease now finds the intent as it is.
  if (at === null || !context.lease.isOurs()) return { pushed: { kind: 'DONE' }, moves: [] };
  const { name, email, linkedInUrl, jobRemoteId } = contact;
  const links = { linkedIn: linkedInUrl, gitHub: null, website: null };
  const command = { key: intent.key, name, email, links, jobRemoteId, ...nobodysCredit, at };
  const outcome = await context.integration.session.createCandidate(command);
  return settleOutcome({ intent, outcome, times: context.times }, (candidate) =>
    linkCandidate(context.turn, contact.contactId, { candidate, origin: 'CREATED' }),
  );
}

function linkFound(
  { turn }: PushContext,
  { contactId }: PushContact,
  { candidate, mark }: { candidate: CandidateRef; mark: 'MARKED' | 'UNMARKED' },
): NonNullable<Move['with']> {
  return async (tx) => {
    await linkCandidate(turn, contactId, { candidate, origin: 'LINKED' })(tx);
    if (mark === 'MARKED') await markDuplicates(turn, contactId, [candidate])(tx);
  };
}
