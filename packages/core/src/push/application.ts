import type { ApplicationRecord } from '../connector/records.ts';
import { atsError } from '../errors/ats-error.ts';
import { afterError } from './answer.ts';
import { type IntentInHand, type PushStep, type PushTimes, recordAs } from './protocol.ts';

import { settledLate, stillUnknown } from './unknown.ts';

/** Both ends of an application in the ATS's own ids. */
type Target = { readonly candidateRemoteId: string; readonly jobRemoteId: string };

export type ApplicationSituation = {
  readonly intent: IntentInHand<ApplicationRecord>;
  /** Null where one of the ends is not there. */
  readonly target: Target | null;
};

export type ApplicationStep =
  | { readonly kind: 'SEND'; readonly target: Target }
  /** It was made after all, though its answer came late. */
  | { readonly kind: 'MADE'; readonly application: ApplicationRecord }
  | Extract<PushStep, { kind: 'RECORD' }>;

/**
 * What to do next so that the candidate is put forward for the job, once. A send looks by itself: it
 * reads what the candidate has before it makes anything. So an unknown one only waits for the end of the
 * quarantine, and is sent again.
 */
export function nextForApplication({ intent, target }: ApplicationSituation, times: PushTimes): ApplicationStep {
  const late = settledLate(intent, times);
  if (late?.kind === 'DONE') return { kind: 'MADE', application: late.value };
  if (late?.kind === 'NOT_DONE') return { kind: 'RECORD', move: late.move, keep: [] };
  if (intent.state === 'UNKNOWN') return { kind: 'RECORD', move: stillUnknown(intent, times), keep: [] };
  if (target !== null) return { kind: 'SEND', target };
  const { move } = afterError(intent, atsError('INTERNAL', 'The contact has no candidate to apply with.'), times);
  return recordAs(move.to, move);
}
