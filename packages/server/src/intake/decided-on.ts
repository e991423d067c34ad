import type { Facts, Trigger } from '@handoff/core';

/**
 * What a decision rested on, as it is kept with its sync: enough to ask the policy again, and nothing of
 * the person but whether there was an address.
 */
export function decidedOnOf(trigger: Trigger, { settings, sequence, sync, ...facts }: Facts) {
  return {
    trigger,
    settings,
    sequence,
    sync,
    email: facts.contact.email === null ? 'NONE' : 'GIVEN',
    reply: facts.enrollment.repliedAt === null ? 'NONE' : 'GIVEN',
    link: facts.ats.linkedTo === null ? 'NONE' : 'GIVEN',
  };
}
