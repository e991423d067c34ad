/**
 * What happened by email, written to the contact's candidate: by the same protocol as everything else,
 * one write-ahead, one send, one record. What is promised: each activity at most once. Where the ATS tells
 * a repetition from a new one it is also written surely; where it cannot, one whose answer was lost is
 * shown to a person and never sent again (`nextForActivity`).
 */
import { type ActivityRecord, atsError, nextForActivity, type RecordActivity, withoutBlocking } from '@handoff/core';
import { z } from 'zod';
import { messageText, noteText, rollUpText } from './activity-text.ts';
import { lateAnswerOf } from './late-answer.ts';
import type { PushContext } from './push-context.ts';
import { sendWritten } from './send-written.ts';
import { ended, moveOf, type Settled, settleFailure, settleSent } from './settle-outcome.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import { type ReadActivity, readActivities } from './sql/read-activities.ts';

/** An activity's intent, and what it is to write: several things where they are rolled up. */
export type ActivityInHand = {
  readonly intent: ClaimedIntent;
  readonly activities: readonly [ReadActivity, ...ReadActivity[]];
};

/** The claimed activities of a contact with what they say, in the order in which they happened (S7.4), then were told of. */
export async function inOrder(
  { database, turn }: PushContext,
  intents: readonly ClaimedIntent[],
): Promise<readonly ActivityInHand[]> {
  if (intents.length === 0) return [];
  const byKey = new Map(intents.map((intent) => [intent.key, intent]));
  const told = Map.groupBy(await readActivities(database, turn, [...byKey.keys()]), ({ key }) => key);
  const inHand = [...told].flatMap(([key, [first, ...rest]]): ActivityInHand[] => {
    const intent = byKey.get(key);
    return intent && first ? [{ intent, activities: [first, ...rest] }] : [];
  });
  return inHand.toSorted(
    (one, other) => one.activities[0].occurredAt.getTime() - other.activities[0].occurredAt.getTime(),
  );
}

const record = z.object({ remoteId: z.string() }) satisfies z.ZodType<ActivityRecord>;

export async function pushActivity(context: PushContext, { intent, activities }: ActivityInHand): Promise<Settled> {
  const { integration, times } = context;
  const inHand = { ...intent, lateAnswer: lateAnswerOf(intent.lateAnswer, record) };
  const step = nextForActivity({ intent: inHand, can: integration.capabilities }, times);
  if (step.kind === 'RECORD') return ended(moveOf(intent)(step.move.to, step.move));
  const { recordActivity } = integration.session;
  const [{ candidateRemoteId }] = activities;
  if (!recordActivity)
    return settleFailure(intent, atsError('UNSUPPORTED', 'This ATS keeps no email activity.'), times);
  if (candidateRemoteId === null) {
    return settleFailure(
      intent,
      atsError('CANDIDATE_GONE', 'The contact has no candidate in the ATS any more.'),
      times,
    );
  }
  const command = commandOf(intent.key, candidateRemoteId, activities);
  const sent = await sendWritten(context, intent, () => recordActivity(command));
  if (sent === null) return ended(moveOf(intent)('PENDING'));
  return settleSent({ intent, sent, times }, () => [], withoutBlocking);
}

/** The moment is that of what happened, not of the send: by it a note is known again. */
function commandOf(key: string, candidateRemoteId: string, activities: ActivityInHand['activities']): RecordActivity {
  const [first] = activities;
  const { form, type, subject, sender, messageId, threadId, email, recruiter } = first;
  const contact = email ?? '';
  const [from, to] = type === 'REPLIED' ? [sender ?? contact, recruiter ?? ''] : [sender ?? '', contact];
  const same = { key, candidateRemoteId, subject, from, to, threadId };
  switch (form) {
    case 'MESSAGE':
      return { ...same, form, text: messageText(first), messageId, at: first.occurredAt };
    case 'NOTE':
      return { ...same, form, text: noteText(first), messageId, at: first.occurredAt };
    case 'ROLL_UP': {
      const last = Math.max(...activities.map(({ occurredAt }) => occurredAt.getTime()));
      return { ...same, form: 'NOTE', text: rollUpText(activities), messageId: null, at: new Date(last) };
    }
  }
}
