import { type ApplicationRecord, nextForApplication } from '@handoff/core';
import type { Kept } from './keep.ts';
import { applicationAnswer, lateAnswerOf } from './late-answer.ts';
import { nobodysCredit } from './push-candidate.ts';
import type { PushContext } from './push-context.ts';
import { sendWritten } from './send-written.ts';
import { ended, type KnownOfCandidate, moveOf, type Settled, settleSent } from './settle-outcome.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';

/** The application of a contact that is a candidate already. */
export async function pushApplication(
  context: PushContext,
  intent: ClaimedIntent,
  known: KnownOfCandidate,
): Promise<Settled> {
  const { integration, times, ledger } = context;
  const inHand = { ...intent, lateAnswer: lateAnswerOf(intent.lateAnswer, applicationAnswer) };
  const { jobId } = intent;
  const keepApplication = (application: ApplicationRecord): readonly Kept[] =>
    jobId === null ? [] : [{ kind: 'APPLICATION', jobId, application }];
  const target = await ledger.readTarget(intent);
  const step = nextForApplication({ intent: inHand, target }, times);
  if (step.kind === 'MADE') {
    return ended(moveOf(intent)('DONE', { keep: keepApplication(step.application) }));
  }
  if (step.kind === 'RECORD') return ended(moveOf(intent)(step.move.to, step.move));
  const command = { key: intent.key, ...step.target, ...nobodysCredit, ...(intent.attempts === 0 ? known : {}) };
  const sent = await sendWritten(context, intent, (at) => integration.session.ensureApplication({ ...command, at }));
  if (sent === null) return ended(moveOf(intent)('PENDING'));
  return settleSent({ intent, sent, times }, keepApplication);
}
