import type { Reason } from '../sync/state.ts';
import type { Facts, Step, Trigger } from './facts.ts';
import { settleJob } from './job.ts';

export type Decision =
  | { readonly kind: 'QUEUE'; readonly jobId: string | null; readonly explanation: readonly Step[] }
  | { readonly kind: 'LEAVE'; readonly reason: Reason; readonly explanation: readonly Step[] };

type Rule = {
  readonly id: string;
  readonly reason: Reason;
  readonly stops: (facts: Facts, trigger: Trigger) => boolean;
  readonly stopped: string;
  readonly passed: string;
};

/** The rules in the order in which they are asked: the first that stops is the reason shown. */
const rules: readonly Rule[] = [
  {
    id: 'S1.5',
    reason: 'ADDED_BEFORE_CONNECTION',
    stops: ({ enrollment, settings }) => enrollment.addedAt < settings.connectedAt,
    stopped: 'The contact was added before the integration was connected.',
    passed: 'The contact was added after the integration was connected.',
  },
  {
    id: 'S2.1',
    reason: 'SYNC_OFF',
    stops: ({ settings }) => settings.mode === 'OFF',
    stopped: 'Syncing is off for the account.',
    passed: 'Syncing is on for the account.',
  },
  {
    id: 'S4.1',
    reason: 'SEQUENCE_SYNC_OFF',
    stops: ({ sequence }) => !sequence.syncEnabled,
    stopped: 'Syncing is switched off for this sequence.',
    passed: 'Syncing is switched on for this sequence.',
  },
  {
    id: 'S6.4',
    reason: 'MISSING_EMAIL',
    stops: ({ contact }) => contact.email === null,
    stopped: 'The contact has no email address.',
    passed: 'The contact has an email address.',
  },
  {
    id: 'S2.3',
    reason: 'WAITING_FOR_REPLY',
    stops: ({ settings, enrollment }, trigger) =>
      settings.mode === 'ON_REPLY' && trigger === 'ADDED' && enrollment.repliedAt === null,
    stopped: 'Contacts sync only when they reply, and this one has not.',
    passed: 'There is nothing to wait for.',
  },
];

/**
 * Decides what becomes of an enrollment when something happens to it, and says why. Pure: the same
 * facts give the same decision for a push, a preview and an explanation.
 */
export function decide(trigger: Trigger, facts: Facts): Decision {
  const explanation: Step[] = [];
  for (const rule of rules) {
    const stopped = rule.stops(facts, trigger);
    explanation.push({
      rule: rule.id,
      outcome: stopped ? 'STOPPED' : 'PASSED',
      detail: stopped ? rule.stopped : rule.passed,
    });
    if (stopped) return { kind: 'LEAVE', reason: rule.reason, explanation };
  }
  const { jobId, step } = settleJob(facts);
  return { kind: 'QUEUE', jobId, explanation: [...explanation, step] };
}
