import type { CandidateRef } from '../connector/records.ts';
import { errorCodes } from '../errors/codes.ts';
import { type Reason, reasons, type SyncState } from '../sync/state.ts';
import { decide } from './decide.ts';
import type { Facts, Step, Trigger } from './facts.ts';

/** Where a sync stands, with the question that it was decided by, as it was asked then. */
export type Standing = {
  readonly state: SyncState;
  readonly trigger: Trigger;
  readonly facts: Facts;
  /** What has been found in the ATS since. */
  readonly found:
    | { readonly kind: 'NOTHING_YET' }
    | { readonly kind: 'CREATED' }
    | { readonly kind: 'FOUND'; readonly candidate: CandidateRef };
  /** What the ATS said last, where it refused. */
  readonly message: string | null;
};

/**
 * Why a sync stands where it stands: the policy is asked again what it was asked when it decided, with what is known
 * of the ATS since, and what has stopped it afterwards comes last.
 */
export function explain({ state, trigger, facts, found, message }: Standing): readonly Step[] {
  const { explanation } = decide(trigger, { ...facts, ...sinceThen(facts, { found, state }) });
  const stop = stoppedSince(state, message);
  return stop === null ? explanation : [...explanation.filter(({ outcome }) => outcome !== 'STOPPED'), stop];
}

/** What is held was held under a setting that holds, whatever was said when it was queued. */
function sinceThen(
  { settings, ats }: Facts,
  { found, state }: Pick<Standing, 'found' | 'state'>,
): Pick<Facts, 'settings' | 'ats'> {
  if (ats.linkedTo !== null || found.kind === 'NOTHING_YET') return { settings, ats };
  if (found.kind === 'CREATED') return { settings, ats: { ...ats, found: [] } };
  const held = state.state === 'EXISTS';
  return {
    settings: held ? { ...settings, deduplication: true, onDuplicate: 'HOLD' } : settings,
    ats: { ...ats, found: [found.candidate], createdByUs: [] },
  };
}

function stoppedSince(state: SyncState, message: string | null): Step | null {
  const about = { outcome: 'STOPPED', value: state.state, source: 'SYNC' } as const;
  if (state.state === 'FAILED') {
    const rule = ruleOfCode[state.code] ?? 'S3.6';
    return { ...about, rule, detail: message ?? errorCodes[state.code].description, source: 'ATS' };
  }
  const rule = state.state === 'NOT_SYNCED' ? ruleOfReason[state.reason] : undefined;
  return rule === undefined || state.state !== 'NOT_SYNCED'
    ? null
    : { ...about, rule, detail: `${reasons[state.reason].label}.` };
}

/** What stops a sync after it was decided. */
const ruleOfReason: Partial<Record<Reason, string>> = { CANCELLED: 'S5.6', DISCONNECTED: 'S1.5', DISMISSED: 'S6.7' };
const ruleOfCode: Partial<Record<string, string>> = { AMBIGUOUS_MATCH: 'S6.7', CANDIDATE_GONE: 'S10.2' };
