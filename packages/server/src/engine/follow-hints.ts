/**
 * What webhooks have told is a hint: it says what to read again, and the ATS itself says what is true (S10.1).
 * Whatever a delivery claims, nothing changes by it that the API does not confirm. Many hints about the same
 * thing are one reading.
 */
import type { AtsError } from '@handoff/core';
import { followCandidate } from './follow-candidate.ts';
import { type OpenContext, openIntegration } from './open-integration.ts';
import { type Refreshing, refreshApplications } from './refresh-applications.ts';
import { refreshJobs } from './refresh-jobs.ts';
import { knownCandidates, settleHints, type TakenHint, takeHints } from './sql/take-hints.ts';
import type { Place } from './turn.ts';

/** Follows what was told since last time; what could not be read is followed later. */
export async function followHints(context: OpenContext, place: Place): Promise<void> {
  const integration = await openIntegration(context, place);
  if (!integration) return;
  const hints = await takeHints(context.database, place);
  const reading: Refreshing = { ...place, database: context.database, integration };
  const groups = Map.groupBy(hints, groupOf);
  for (const [group, told] of groups) {
    const error = await read[group](reading, told, () => refreshJobs(context, place));
    if (error === null) await settleHints(context.database, place, told);
  }
}

type Group = 'CANDIDATES' | 'APPLICATIONS' | 'JOBS' | 'NOTHING';

/** The index hears of new and changed candidates by its own feed. */
function groupOf({ topic }: TakenHint): Group {
  switch (topic) {
    case 'CANDIDATE_MERGED':
    case 'CANDIDATE_GONE':
      return 'CANDIDATES';
    case 'APPLICATION_CHANGED':
      return 'APPLICATIONS';
    case 'JOB_CHANGED':
      return 'JOBS';
    case 'CANDIDATE_CHANGED':
      return 'NOTHING';
  }
}

type Read = (
  reading: Refreshing,
  hints: readonly TakenHint[],
  jobs: () => Promise<AtsError | null>,
) => Promise<AtsError | null>;

const read: Readonly<Record<Group, Read>> = {
  CANDIDATES: followCandidates,
  APPLICATIONS: async (reading) => {
    const applications = await refreshApplications(reading);
    return typeof applications === 'string' ? null : applications;
  },
  JOBS: (_, __, jobs) => jobs(),
  NOTHING: async () => null,
};

async function followCandidates(reading: Refreshing, hints: readonly TakenHint[]): Promise<AtsError | null> {
  const known = await knownCandidates(
    reading.database,
    reading,
    hints.map(({ remoteId }) => remoteId),
  );
  for (const { remoteId, movedTo } of hints) {
    if (!known.has(remoteId)) continue;
    const followed = await followCandidate(reading, remoteId, movedTo);
    if (!followed.ok) return followed.error;
  }
  return null;
}
