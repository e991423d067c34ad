import { nextForApplication } from '@handoff/core';
import { applicationAnswer, lateAnswerOf } from './late-answer.ts';
import { keepApplication } from './links.ts';
import { nobodysCredit } from './push-candidate.ts';
import type { PushContext } from './push-context.ts';
import { sendWritten } from './send-written.ts';
import { ended, type KnownOfCandidate, moveOf, type Settled, settleSent } from './settle-outcome.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import { readApplicationTarget } from './sql/read-application-target.ts';

/** The application of a contact that is a candidate already. */
export async function pushApplication(
  context: PushContext,
  intent: ClaimedIntent,
  known: KnownOfCandidate,
): Promise<Settled> {
  const { database, turn, integration, times } = context;
  const inHand = { ...intent, lateAnswer: lateAnswerOf(intent.lateAnswer, applicationAnswer) };
  const target = await readApplicationTarget(database, turn, intent);
  const step = nextForApplication({ intent: inHand, target }, times);
  if (step.kind === 'MADE') {
    return ended(moveOf(intent)('DONE', { with: keepApplication(turn, intent, step.application) }));
  }
  if (step.kind === 'RECORD') return ended(moveOf(intent)(step.move.to, step.move));
  const command = { key: intent.key, ...step.target, ...nobodysCredit, ...(intent.attempts === 0 ? known : {}) };
  const sent = await sendWritten(context, intent, (at) => integration.session.ensureApplication({ ...command, at }));
  if (sent === null) return ended(moveOf(intent)('PENDING'));
  return settleSent({ intent, sent, times }, (application) => keepApplication(turn, intent, application));
}
