import { expect, test } from 'vitest';
import { type Health, healthInWords } from './health-in-words.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const well: Health = { status: 'CONNECTED', statusDetail: null, resumeAt: null, waiting: 0, oldestAt: null };
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test.each<[Partial<Health>, string]>([
  [{}, 'All is well, and nobody is waiting.'],
  [{ waiting: 1, oldestAt: minutesAgo(0) }, 'All is well. One contact is waiting, since a moment ago.'],
  [{ waiting: 12, oldestAt: minutesAgo(121) }, 'All is well. 12 contacts are waiting, the longest since 2 hours ago.'],
  [{ resumeAt: minutesAgo(-1) }, 'The ATS asked us to wait a moment. Nobody is waiting.'],
  [
    { status: 'INVALID_CREDENTIALS', statusDetail: 'The key was revoked.', waiting: 2, oldestAt: minutesAgo(1_441) },
    'The key was revoked. 2 contacts are waiting, the longest since 1 day ago. Nothing is lost.',
  ],
  [{ status: 'DISCONNECTED' }, 'Disconnected: nothing is sent.'],
])('S1.4 health in words: %o', (health, words) => {
  expect(healthInWords({ ...well, ...health }, now)).toBe(words);
});
