import { nextForErasure } from '@handoff/core';
import { z } from 'zod';
import { lateAnswerOf } from './late-answer.ts';
import type { PushContext } from './push-context.ts';
import { sendWritten } from './send-written.ts';
import { ended, moveOf, type Settled, settleSent } from './settle-outcome.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';

/** Asks the ATS to forget a candidate (S9.3). With that, the last that we know of them goes too. */
export async function pushErasure(context: PushContext, intent: ClaimedIntent): Promise<Settled> {
  const { database, turn, integration, times } = context;
  const { accountId, integrationId } = turn;
  const { contactId, key } = intent;
  const link = await database.candidateLink.findUnique({
    where: { accountId_integrationId_contactId: { accountId, integrationId, contactId } },
  });
  const inHand = { ...intent, lateAnswer: lateAnswerOf(intent.lateAnswer, z.null()) };
  const step = nextForErasure({ intent: inHand, candidate: link ? 'LINKED' : 'NONE' }, times);
  const forget = [{ kind: 'NO_LINK' }] as const;
  if (step.kind === 'RECORD') {
    const { to } = step.move;
    return ended(moveOf(intent)(to, { ...step.move, ...(to === 'DONE' ? { keep: forget } : {}) }));
  }
  const { erase } = integration.session;
  const candidateRemoteId = link?.remoteId;
  if (!erase || candidateRemoteId === undefined) return ended(moveOf(intent)('DONE', { keep: forget }));
  const sent = await sendWritten(context, intent, () => erase({ key, candidateRemoteId }));
  if (sent === null) return ended(moveOf(intent)('PENDING'));
  const settled = settleSent({ intent, sent, times }, () => forget);
  const isGone = settled.moves.some(({ error }) => error?.code === 'CANDIDATE_GONE');
  return isGone ? ended(moveOf(intent)('DONE', { keep: forget })) : settled;
}
