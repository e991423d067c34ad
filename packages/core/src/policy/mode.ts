import type { Override, Trigger } from './facts.ts';
import { passed, type Rule, stopped } from './rule.ts';

/** The questions of when a contact syncs (S1.5, S2, S4) and whether it can at all (S6.4). */

export const addedAfterConnection: Rule = {
  id: 'S1.5',
  on: ['ADDED', 'REPLIED'],
  ask({ enrollment, settings }) {
    const about = { rule: 'S1.5', value: enrollment.addedAt, source: 'ENROLLMENT' } as const;
    return enrollment.addedAt < settings.connectedAt
      ? stopped(about, 'The contact was added before the integration was connected.', {
          kind: 'LEAVE',
          reason: 'ADDED_BEFORE_CONNECTION',
        })
      : passed(about, 'The contact was added after the integration was connected.');
  },
};

export const accountIsOn: Rule = {
  id: 'S2.1',
  on: ['ADDED', 'REPLIED', 'RESYNC', 'LINKED'],
  ask({ settings }, trigger) {
    const about = { rule: 'S2.1', value: settings.mode, source: 'ACCOUNT' } as const;
    if (settings.mode !== 'OFF') return passed(about, 'Syncing is on for the account.');
    if (overrides(trigger, 'MODE')) return passed(about, 'Syncing is off for the account; this run sets that aside.');
    return stopped(about, 'Syncing is off for the account.', { kind: 'LEAVE', reason: 'SYNC_OFF' });
  },
};

export const sequenceIsOn: Rule = {
  id: 'S4.1',
  on: ['ADDED', 'REPLIED', 'RESYNC', 'LINKED'],
  ask({ sequence }, trigger) {
    const about = { rule: 'S4.1', value: sequence.syncEnabled, source: 'SEQUENCE' } as const;
    if (sequence.syncEnabled) return passed(about, 'Syncing is switched on for this sequence.');
    if (overrides(trigger, 'SEQUENCE_SWITCH')) {
      return passed(about, 'Syncing is switched off for this sequence; this run sets that aside.');
    }
    return stopped(about, 'Syncing is switched off for this sequence.', { kind: 'LEAVE', reason: 'SEQUENCE_SYNC_OFF' });
  },
};

export const hasEmail: Rule = {
  id: 'S6.4',
  on: ['ADDED', 'REPLIED', 'RESYNC', 'LINKED'],
  ask({ contact }) {
    // That there is one is all the question needs: an address in an explanation would be a person's data in one more place.
    const about = { rule: 'S6.4', value: contact.email !== null, source: 'CONTACT' } as const;
    return contact.email === null
      ? stopped(about, 'The contact has no email address.', { kind: 'LEAVE', reason: 'MISSING_EMAIL' })
      : passed(about, 'The contact has an email address.');
  },
};

export const nothingToWaitFor: Rule = {
  id: 'S2.3',
  on: ['ADDED', 'REPLIED', 'RESYNC', 'LINKED'],
  ask({ settings, enrollment }, trigger) {
    const about = { rule: 'S2.3', value: enrollment.repliedAt, source: 'ENROLLMENT' } as const;
    if (settings.mode !== 'ON_REPLY') return passed(about, 'Contacts sync without waiting for a reply.');
    if (trigger.kind === 'REPLIED' || enrollment.repliedAt !== null) return passed(about, 'The contact has replied.');
    if (overrides(trigger, 'REPLY_WAIT'))
      return passed(about, 'There is no reply yet; this run does not wait for one.');
    return stopped(about, 'Contacts sync only when they reply, and this one has not.', {
      kind: 'LEAVE',
      reason: 'WAITING_FOR_REPLY',
    });
  },
};

/** A reply moves only a contact that waits for one: what was said of the others when they were added still stands. */
export const replyIsAwaited: Rule = {
  id: 'S2.3',
  on: ['REPLIED'],
  ask({ sync }) {
    const state = sync?.state;
    const about = { rule: 'S2.3', value: state?.state ?? null, source: 'SYNC' } as const;
    const waits = state === undefined || (state.state === 'NOT_SYNCED' && state.reason === 'WAITING_FOR_REPLY');
    return waits
      ? passed(about, 'The contact was waiting for this reply.')
      : stopped(about, 'The contact was not waiting for a reply.', { kind: 'STAY', because: 'NOT_WAITING' });
  },
};

function overrides(trigger: Trigger, what: Override): boolean {
  return trigger.kind === 'RESYNC' && trigger.overrides.includes(what);
}
