import type { Capabilities } from '../connector/capabilities.ts';
import type { Instant } from '../instant.ts';

export const activityKinds = ['SENT', 'OPENED', 'CLICKED', 'REPLIED', 'BOUNCED', 'UNSUBSCRIBED'] as const;
export type ActivityKind = (typeof activityKinds)[number];

export type ActivityFacts = {
  readonly settings: { readonly connectedAt: Instant; readonly activityTracking: boolean };
  /** When the contact was first added to a sequence here. */
  readonly addedAt: Instant;
  readonly event: { readonly kind: ActivityKind; readonly occurredAt: Instant };
  /** Whether the contact is a candidate already. */
  readonly candidate: 'LINKED' | 'NOT_YET';
  readonly can: Capabilities['activity'];
};

/** Why an activity is never written. */
export const activityReasons = {
  TRACKING_OFF: 'Activity tracking was off when it happened.',
  ADDED_BEFORE_CONNECTION: 'The contact was added before the integration was connected.',
  BEFORE_CONNECTION: 'It happened before the integration was connected.',
  UNSUPPORTED: 'The ATS keeps no activity.',
} as const;

export type ActivityDecision =
  | { readonly kind: 'NEVER'; readonly reason: keyof typeof activityReasons }
  | { readonly kind: 'NOW' | 'ONCE_SYNCED'; readonly form: 'MESSAGE' | 'NOTE' | 'ROLL_UP' };

/** Whether one thing that happened by email is written to the candidate, when, and how (S7). Asked as it comes in. */
export function decideActivity({ settings, addedAt, event, candidate, can }: ActivityFacts): ActivityDecision {
  if (can === 'NONE') return { kind: 'NEVER', reason: 'UNSUPPORTED' };
  if (!settings.activityTracking) return { kind: 'NEVER', reason: 'TRACKING_OFF' };
  if (addedAt < settings.connectedAt) return { kind: 'NEVER', reason: 'ADDED_BEFORE_CONNECTION' };
  if (event.occurredAt < settings.connectedAt) return { kind: 'NEVER', reason: 'BEFORE_CONNECTION' };
  return { kind: candidate === 'LINKED' ? 'NOW' : 'ONCE_SYNCED', form: formOf(event.kind, can) };
}

/** Opens and clicks are many and say little: one note for all of them (S7.5). Only what was said is a message. */
function formOf(kind: ActivityKind, can: Capabilities['activity']): 'MESSAGE' | 'NOTE' | 'ROLL_UP' {
  if (kind === 'OPENED' || kind === 'CLICKED') return 'ROLL_UP';
  return can === 'NATIVE' && (kind === 'SENT' || kind === 'REPLIED') ? 'MESSAGE' : 'NOTE';
}
