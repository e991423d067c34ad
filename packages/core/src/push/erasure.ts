import { type IntentInHand, type PushStep, type PushTimes, recordAs } from './protocol.ts';
import { settledLate, stillUnknown } from './unknown.ts';

export type ErasureSituation = {
  readonly intent: IntentInHand<null>;
  /** `NONE`: there is nobody to forget there. */
  readonly candidate: 'LINKED' | 'NONE';
};

/** What to do next so that the ATS forgets a candidate. Twice is as good as once: an unknown one is sent again. */
export function nextForErasure({ intent, candidate }: ErasureSituation, times: PushTimes): PushStep {
  const late = settledLate(intent, times);
  if (late?.kind === 'DONE') return recordAs('DONE');
  if (late?.kind === 'NOT_DONE') return { kind: 'RECORD', move: late.move, keep: [] };
  if (intent.state === 'UNKNOWN') return { kind: 'RECORD', move: stillUnknown(intent, times), keep: [] };
  return candidate === 'NONE' ? recordAs('DONE') : { kind: 'SEND' };
}
