import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intentKey } from './intent.ts';

describe('intentKey', () => {
  test('S3.5 one candidate a contact, one application a contact and job: only the same wish has the same key', () => {
    const wish = fc.record({
      contactId: fc.constantFrom('c-1', 'c-2', 'c-3'),
      jobId: fc.constantFrom(null, 'j-1', 'j-2'),
    });
    fc.assert(
      fc.property(wish, wish, (one, other) => {
        const same = one.contactId === other.contactId && one.jobId === other.jobId;
        expect(intentKey(one) === intentKey(other)).toBe(same);
      }),
    );
  });
});
