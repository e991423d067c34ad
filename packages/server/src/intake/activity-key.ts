import { createHash } from 'node:crypto';

type Keyed = {
  readonly eventId: string;
  readonly type: string;
  readonly messageId: string | null;
  readonly receivedAt: Date;
};

/**
 * What makes two reports the same thing to write: the same message, whatever event told of it; for opens
 * and clicks, the day on which they came in. Hashed, so that it is short, and says nothing about anybody.
 */
export function activityKey(contactId: string, activity: Keyed, form: 'MESSAGE' | 'NOTE' | 'ROLL_UP'): string {
  if (form === 'ROLL_UP') return `activity:${contactId}:${activity.receivedAt.toISOString().slice(0, 10)}`;
  const { type, messageId, eventId } = activity;
  const named = messageId === null ? ['event', eventId] : ['message', messageId];
  const hash = createHash('sha256').update(JSON.stringify([type, ...named]));
  return `activity:${contactId}:${hash.digest('base64url')}`;
}
