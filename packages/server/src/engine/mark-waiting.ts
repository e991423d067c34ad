/**
 * Who waits for a reply gets the mark before anyone is emailed (S6.6). Nobody of them is asked for in the ATS: the
 * candidate index answers, one call for as many as are looked up at once. Where it cannot answer now, they are looked
 * up in another turn; and without a mark, at the latest when they reply.
 */
import { type Answer, type CandidateRef, decideDuplicate, emailKey } from '@handoff/core';
import { type FoundByEmail, findInIndex, type LookUpContext } from './candidate-index.ts';
import { createdByUs } from './links.ts';
import { keepMarks, type WaitingMark } from './sql/keep-marks.ts';
import { readWaiting, type WaitingContact } from './sql/read-waiting.ts';

const nobody: Answer<FoundByEmail> = { ok: true, value: new Map() };

export async function markWaiting(context: LookUpContext, goesOn: () => boolean): Promise<void> {
  const { database } = context;
  while (goesOn()) {
    const waiting = await readWaiting(database, context);
    if (waiting.length === 0) return;
    const emails = waiting.flatMap(({ email, deduplication }) => (email !== null && deduplication ? [email] : []));
    const found = emails.length === 0 ? nobody : await findInIndex(context, emails);
    if (!found.ok || found.value === null) return;
    const known = found.value;
    const ours = await createdByUs(database, context, [...known.values()].flat());
    const marks = waiting.flatMap((contact) => markOf(contact, { known, ours }));
    const looked = await keepMarks(database, context, { syncIds: waiting.map(({ syncId }) => syncId), marks });
    if (looked === 0) return;
  }
}

type Known = { readonly known: FoundByEmail; readonly ours: readonly string[] };

/** As the policy says of one who waits: of several candidates none is named before there is something to hand over. */
function markOf(contact: WaitingContact, { known, ours }: Known): readonly WaitingMark[] {
  const { contactId, email, addedAt, deduplication, onDuplicate } = contact;
  const found: readonly CandidateRef[] = (email !== null && known.get(emailKey(email))) || [];
  const match = decideDuplicate({ deduplication, onDuplicate, addedAt, found, createdByUs: ours });
  if (match.kind === 'HOLD') return [{ contactId, ...match.candidate, handling: 'HOLD' }];
  return match.kind === 'LINK' && match.mark === 'MARKED' ? [{ contactId, ...match.candidate, handling: 'WARN' }] : [];
}
