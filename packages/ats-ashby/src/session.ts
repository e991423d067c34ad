import type { Session } from '@handoff/core';
import { checkKey } from './check-key.ts';
import type { Call } from './client.ts';
import { ensureApplication } from './ensure-application.ts';
import { createCandidate } from './operations/create-candidate.ts';
import { getCandidate } from './operations/get-candidate.ts';
import { listJobs } from './operations/list-jobs.ts';
import { searchCandidates } from './operations/search-candidates.ts';

export function openSession(call: Call) {
  return {
    check: () => checkKey(call),
    listJobs: (page) => listJobs(call, page),
    findCandidates: (query) => searchCandidates(call, query),
    getCandidate: (query) => getCandidate(call, query),
    createCandidate: (command) => createCandidate(call, command),
    ensureApplication: (command) => ensureApplication(call, command),
  } satisfies Session;
}
