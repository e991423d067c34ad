import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, before, connectedAt, later } from '../../test/policy-facts.ts';
import { type ActivityFacts, activityKinds, decideActivity } from './activity.ts';

const sent: ActivityFacts = {
  settings: { connectedAt, activityTracking: true },
  addedAt: after,
  event: { kind: 'SENT', occurredAt: later },
  candidate: 'LINKED',
  can: 'NATIVE',
};
const trackingOff = { connectedAt, activityTracking: false };

describe('decideActivity', () => {
  test.each<[string, Partial<ActivityFacts>, object]>([
    ['S7.1 tracking on: written', {}, { kind: 'NOW', form: 'MESSAGE' }],
    [
      'S7.2 a contact added before the connection: never',
      { addedAt: before },
      { kind: 'NEVER', reason: 'ADDED_BEFORE_CONNECTION' },
    ],
    [
      'S7.2 what happened before the connection: never',
      { event: { kind: 'SENT', occurredAt: before } },
      { kind: 'NEVER', reason: 'BEFORE_CONNECTION' },
    ],
    [
      'S7.2 at the moment of the connection: written',
      { event: { kind: 'SENT', occurredAt: connectedAt } },
      { kind: 'NOW' },
    ],
    ['S7.3 tracking off: never', { settings: trackingOff }, { kind: 'NEVER', reason: 'TRACKING_OFF' }],
    [
      'S7.3 tracking off before it has synced: never, then either',
      { settings: trackingOff, candidate: 'NOT_YET' },
      { kind: 'NEVER' },
    ],
    ['S7.4 not synced yet: waits', { candidate: 'NOT_YET' }, { kind: 'ONCE_SYNCED', form: 'MESSAGE' }],
    ['S7.5 a reply is a message', { event: { kind: 'REPLIED', occurredAt: later } }, { form: 'MESSAGE' }],
    ['S7.5 opens are rolled up', { event: { kind: 'OPENED', occurredAt: later } }, { form: 'ROLL_UP' }],
    ['S7.5 clicks are rolled up', { event: { kind: 'CLICKED', occurredAt: later }, can: 'NOTE' }, { form: 'ROLL_UP' }],
    ['S7.5 a bounce is a note', { event: { kind: 'BOUNCED', occurredAt: later } }, { form: 'NOTE' }],
    ['S7.5 a note where there are no messages', { can: 'NOTE' }, { form: 'NOTE' }],
    ['S7.5 an ATS that keeps none', { can: 'NONE' }, { kind: 'NEVER', reason: 'UNSUPPORTED' }],
    ['T5 emailed, then connected with tracking on', { event: { kind: 'SENT', occurredAt: before } }, { kind: 'NEVER' }],
  ])('%s', (_, given, decision) => {
    expect(decideActivity({ ...sent, ...given })).toMatchObject(decision);
  });

  test('S7.2 nothing of before the connection is ever written', () => {
    const moment = fc.date({ min: new Date('2026-02-01'), max: new Date('2026-04-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, fc.constantFrom(...activityKinds), (addedAt, occurredAt, kind) => {
        const decision = decideActivity({ ...sent, addedAt, event: { kind, occurredAt } });
        expect(decision.kind === 'NEVER').toBe(addedAt < connectedAt || occurredAt < connectedAt);
      }),
    );
  });
});
