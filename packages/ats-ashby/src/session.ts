import type { Session } from '@handoff/core';
import { checkKey } from './check-key.ts';
import type { Call } from './client.ts';
import { ensureApplication } from './ensure-application.ts';
import { listAttribution } from './list-attribution.ts';
import { anonymize } from './operations/anonymize.ts';
import { createCandidate } from './operations/create-candidate.ts';
import { getCandidate } from './operations/get-candidate.ts';
import { listJobs } from './operations/list-jobs.ts';
import { searchCandidates } from './operations/search-candidates.ts';
import { pullApplications, pullCandidates, pullJobs } from './pull.ts';
import { recordActivity } from './record-activity.ts';
import { registerWebhooks, removeWebhooks, rotateWebhooks } from './register-webhooks.ts';

export function openSession(call: Call) {
  return {
    check: () => checkKey(call),
    listJobs: (page) => listJobs(call, page),
    listAttribution: () => listAttribution(call),
    findCandidates: (query) => searchCandidates(call, query),
    getCandidate: (query) => getCandidate(call, query),
    pullCandidates: (query) => pullCandidates(call, query),
    pullApplications: (query) => pullApplications(call, query),
    pullJobs: (query) => pullJobs(call, query),
    createCandidate: (command) => createCandidate(call, command),
    ensureApplication: (command) => ensureApplication(call, command),
    recordActivity: (command) => recordActivity(call, command),
    erase: (command) => anonymize(call, command),
    registerWebhooks: (wish) => registerWebhooks(call, wish),
    rotateWebhooks: (wish) => rotateWebhooks(call, wish),
    removeWebhooks: (wish) => removeWebhooks(call, wish),
  } satisfies Session;
}
