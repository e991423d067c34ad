import type { WebhookType } from './records.ts';
import { addressesOf, type Change, type State } from './state.ts';

/** What a person of the organisation does by "merge": one record goes, and what it had goes to the other. */
export function mergeChange(
  state: State,
  { deletedId, mergedId }: { deletedId: string; mergedId: string },
): Change | null {
  const [from, into] = [state.candidates.get(deletedId)?.record, state.candidates.get(mergedId)?.record];
  if (from === undefined || into === undefined) return null;
  const own = new Set(addressesOf(into).map((email) => email.toLowerCase()));
  const taken = addressesOf(from).filter((email) => !own.has(email.toLowerCase()));
  const applications = state.applicationsByCandidate
    .idsOf(deletedId)
    .flatMap((id) => state.applications.get(id)?.record ?? []);
  return {
    kind: 'ALL',
    changes: [
      { kind: 'CANDIDATE_GONE', candidateId: deletedId },
      { kind: 'CANDIDATE', record: { ...into, alternateEmails: [...into.alternateEmails, ...taken] } },
      ...applications.map((record) => ({ kind: 'APPLICATION', record: { ...record, candidateId: mergedId } }) as const),
    ],
  };
}

/** A change of stage fires its chain: a hire is a change of stage, which is an update. */
export function stageEvents(status: string): readonly WebhookType[] {
  return status === 'Hired'
    ? ['candidateHire', 'candidateStageChange', 'applicationUpdate']
    : ['candidateStageChange', 'applicationUpdate'];
}
