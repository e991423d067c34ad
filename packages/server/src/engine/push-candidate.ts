import {
  type Answer,
  afterFailedLook,
  type CandidateRecord,
  type Keep,
  type Look,
  nextForCandidate,
} from '@handoff/core';
import { entryOf } from './index-entry.ts';
import type { Kept } from './keep.ts';
import { candidateAnswer, lateAnswerOf } from './late-answer.ts';
import { createdByUs } from './links.ts';
import type { PushContext } from './push-context.ts';
import { sendWritten } from './send-written.ts';
import { ended, type KnownOfCandidate, moveOf, type Settled, settleSent, settleSetback } from './settle-outcome.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import type { PushContact } from './sql/read-contacts.ts';

/** Makes one contact a candidate: the protocol says what to do next, and here it is done. */
export async function pushCandidate(
  context: PushContext,
  contact: PushContact,
  intent: ClaimedIntent,
): Promise<Settled> {
  const { integration, times } = context;
  const { candidateWithoutJob } = integration.capabilities;
  const settings = { deduplication: intent.onDuplicate !== null, onDuplicate: intent.onDuplicate ?? 'HOLD' } as const;
  const inHand = { ...intent, lateAnswer: lateAnswerOf(intent.lateAnswer, candidateAnswer) };
  const known = { intent: inHand, contact, settings, candidateWithoutJob };
  let look: Look = { kind: 'NOT_YET' };
  while (true) {
    const step = nextForCandidate({ ...known, look }, times);
    if (step.kind === 'RECORD') {
      const recorded = ended({ ...moveOf(intent)(step.move.to, step.move), keep: step.keep });
      return { ...recorded, known: knownOf(step.keep) };
    }
    if (step.kind === 'SEND') return create(context, contact, intent);
    const answer = await lookUp(context, contact.email ?? '', intent);
    if (!answer.ok) return settleSetback(intent, afterFailedLook(inHand, answer.error, times));
    look = answer.value;
  }
}

/** What the ATS said of who is linked as it was asked for them, a moment ago. */
function knownOf(keep: readonly Keep[]): KnownOfCandidate {
  const isNew = keep.some((one) => one.kind === 'LINK' && one.candidate.applications === 'NONE_YET');
  return isNew ? { applications: 'NONE_YET' } : {};
}

async function lookUp(context: PushContext, email: string, intent: ClaimedIntent): Promise<Answer<Look>> {
  const { database, turn, integration, look } = context;
  // Where the ATS keeps one person an email by itself, a look only serves the mark.
  const isNeeded = integration.capabilities.uniqueness === 'NONE' || intent.onDuplicate !== null;
  if (intent.state === 'CLAIMED' && !isNeeded) return { ok: true, value: nobody };
  const answer = await (intent.state === 'UNKNOWN' ? look.findAnew(email) : look.find(email));
  if (!answer.ok) return answer;
  const { value: candidates } = answer;
  return { ok: true, value: { kind: 'FOUND', candidates, createdByUs: await createdByUs(database, turn, candidates) } };
}

const nobody: Look = { kind: 'FOUND', candidates: [], createdByUs: [] };

/** No setting names a source or a user yet. */
export const nobodysCredit = { sourceRemoteId: null, creditedToRemoteId: null } as const;

async function create(context: PushContext, contact: PushContact, intent: ClaimedIntent): Promise<Settled> {
  const { name, email, linkedInUrl, jobRemoteId } = contact;
  const links = { linkedIn: linkedInUrl, gitHub: null, website: null };
  const command = { key: intent.key, name, email: email ?? '', links, jobRemoteId, ...nobodysCredit };
  const sent = await sendWritten(context, intent, (at) =>
    context.integration.session.createCandidate({ ...command, at }),
  );
  if (sent === null) return ended(moveOf(intent)('PENDING'));
  const settled = settleSent({ intent, sent, times: context.times }, (candidate) =>
    keepMade(context, contact, candidate),
  );
  const standsAlone = context.integration.capabilities.candidateWithoutJob === 'POSSIBLE';
  const isNew = sent.outcome.kind === 'APPLIED' && standsAlone;
  return isNew ? { ...settled, known: { applications: 'NONE_YET' } } : settled;
}

/** What we made is ours, and in the index at once: its feed may say so later. */
function keepMade({ integration }: PushContext, { email }: PushContact, made: CandidateRecord): readonly Kept[] {
  const emails = email === null ? made.emails : [...made.emails, email];
  return [
    { kind: 'LINK', candidate: made, origin: 'CREATED' },
    { kind: 'ENTRY', entry: entryOf({ ...made, emails }, integration.hasher) },
  ];
}
