import type { IntegrationStatus } from '../generated/prisma/enums.ts';

export type Health = {
  readonly status: IntegrationStatus;
  readonly statusDetail: string | null;
  /** The ATS asked us to wait until then, or could not be reached. */
  readonly resumeAt: Date | null;
  readonly waiting: number;
  readonly oldestAt: Date | null;
};

/** How an integration is, in a sentence or two for a person. */
export function healthInWords({ status, statusDetail, resumeAt, ...queue }: Health, now: Date): string {
  if (status === 'DISCONNECTED') return 'Disconnected: nothing is sent.';
  const waiting = waitingInWords(queue, now);
  if (status !== 'CONNECTED') return `${statusDetail ?? 'Something must be mended first.'} ${waiting} Nothing is lost.`;
  if (resumeAt !== null && resumeAt > now) return `The ATS asked us to wait a moment. ${waiting}`;
  return queue.waiting === 0 ? 'All is well, and nobody is waiting.' : `All is well. ${waiting}`;
}

function waitingInWords({ waiting, oldestAt }: Pick<Health, 'waiting' | 'oldestAt'>, now: Date): string {
  if (waiting === 0 || oldestAt === null) return 'Nobody is waiting.';
  const who = waiting === 1 ? 'One contact is waiting' : `${waiting} contacts are waiting`;
  const since = inWords(now.getTime() - oldestAt.getTime());
  return waiting === 1 ? `${who}, since ${since}.` : `${who}, the longest since ${since}.`;
}

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

function inWords(ms: number): string {
  for (const [length, unit] of units) {
    const count = Math.floor(ms / length);
    if (count > 0) return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'a moment ago';
}
