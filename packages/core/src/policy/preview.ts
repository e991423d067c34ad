import type { Reason } from '../sync/state.ts';
import { type Decision, decide } from './decide.ts';
import type { Facts, Override, Trigger } from './facts.ts';
import type { Stay } from './rule.ts';

/** What a resync would do with one contact. */
export type ResyncForecast =
  | { readonly outcome: 'CREATED' | 'LINKED' | 'LOOKED_UP' | 'HELD' | 'AMBIGUOUS'; readonly because: null }
  | { readonly outcome: 'SKIPPED'; readonly because: Reason | Stay };

/** The decision of a resync as a preview counts it (S5.5): the same decision that the run will make. */
export function forecast(decision: Decision): ResyncForecast {
  switch (decision.kind) {
    case 'LEAVE':
      return { outcome: 'SKIPPED', because: decision.reason };
    case 'STAY':
      return { outcome: 'SKIPPED', because: decision.because };
    case 'HOLD':
      return { outcome: 'HELD', because: null };
    case 'ASK':
      return { outcome: 'AMBIGUOUS', because: null };
    case 'QUEUE':
      return { outcome: queued[decision.candidate], because: null };
  }
}

const queued = { CREATE: 'CREATED', LINK: 'LINKED', LINKED: 'LINKED', LOOK_FIRST: 'LOOKED_UP' } as const;

/** Whom a change of settings affects: nobody at once, some at their next event, some if they are resynced (S2.4). */
export type Effect = {
  readonly now: 'NOTHING';
  /** What a first reply would lead to, before and after. */
  readonly onReply: 'SAME' | 'WOULD_SYNC' | 'WOULD_NOT_SYNC' | 'OTHER_JOB';
  /** What a resync would lead to, before and after. */
  readonly onResync: 'SAME' | 'WOULD_SYNC' | 'WOULD_NOT_SYNC' | 'OTHER_JOB';
};

type Change = { readonly before: Facts; readonly after: Facts };

export function effectOfChange(change: Change): Effect {
  const resync: Trigger = { kind: 'RESYNC', selection: 'BULK', overrides: noOverrides };
  return { now: 'NOTHING', onReply: compare({ kind: 'REPLIED' }, change), onResync: compare(resync, change) };
}

const noOverrides: readonly Override[] = [];

function compare(trigger: Trigger, { before, after }: Change): Effect['onReply'] {
  const [was, becomes] = [decide(trigger, before), decide(trigger, after)];
  if (was.kind === 'QUEUE' && becomes.kind === 'QUEUE') return was.jobId === becomes.jobId ? 'SAME' : 'OTHER_JOB';
  if (becomes.kind === 'QUEUE') return 'WOULD_SYNC';
  return was.kind === 'QUEUE' ? 'WOULD_NOT_SYNC' : 'SAME';
}
