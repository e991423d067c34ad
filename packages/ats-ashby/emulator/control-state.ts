import { addressesOf, type State } from './state.ts';

/** Counts, and the people and applications in short; `email` narrows them to the people who have it. */
export function stateSummary(state: State, email: string | undefined) {
  const wanted = email === undefined ? null : new Set(state.candidatesByEmail.idsOf(email.toLowerCase()));
  const candidates = [...state.candidates.values()]
    .map(({ record }) => record)
    .filter(({ id }) => wanted === null || wanted.has(id));
  const applications = [...state.applications.values()]
    .map(({ record }) => record)
    .filter(({ candidateId }) => wanted === null || wanted.has(candidateId));
  return {
    counts: {
      candidates: state.candidates.size,
      applications: state.applications.size,
      jobs: state.jobs.size,
      notes: state.notes.size,
      emails: state.emails.size,
      keys: state.keys.size,
    },
    candidates: candidates.map((candidate) => ({
      id: candidate.id,
      name: candidate.name,
      emails: addressesOf(candidate),
      createdAt: candidate.createdAt,
    })),
    applications: applications.map(({ id, candidateId, jobId }) => ({ id, candidateId, jobId })),
    notes: [...state.notes.values()].map(({ record: { id, candidateId, content } }) => ({ id, candidateId, content })),
    emails: [...state.emails.values()].map(({ record: { id, candidateId, body } }) => ({ id, candidateId, body })),
    webhooks: [...state.webhooks.values()].map(({ record }) => record),
    jobs: [...state.jobs.values()].map(({ record }) => ({ id: record.id, title: record.title, status: record.status })),
  };
}
