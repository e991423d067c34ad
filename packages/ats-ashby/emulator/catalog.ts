import type { Operation } from './operation.ts';
import { addEmailMessage } from './operations/add-email-message.ts';
import { addTag } from './operations/add-tag.ts';
import { anonymize } from './operations/anonymize.ts';
import { apiKeyInfo } from './operations/api-key-info.ts';
import { applicationInfo } from './operations/application-info.ts';
import { candidateInfo } from './operations/candidate-info.ts';
import { createApplication } from './operations/create-application.ts';
import { createCandidate } from './operations/create-candidate.ts';
import { createNote } from './operations/create-note.ts';
import { jobInfo } from './operations/job-info.ts';
import { listApplications } from './operations/list-applications.ts';
import { listCandidates } from './operations/list-candidates.ts';
import { listJobs } from './operations/list-jobs.ts';
import { listNotes } from './operations/list-notes.ts';
import { listSources } from './operations/list-sources.ts';
import { listUsers } from './operations/list-users.ts';
import { searchCandidates } from './operations/search-candidates.ts';
import { searchJobs } from './operations/search-jobs.ts';
import { updateCandidate } from './operations/update-candidate.ts';
import { createWebhook, deleteWebhook, updateWebhook, webhookInfo } from './operations/webhooks.ts';

/** Every operation of Ashby's that the emulator knows, by the name in its path. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    apiKeyInfo,
    createCandidate,
    searchCandidates,
    listCandidates,
    candidateInfo,
    updateCandidate,
    createNote,
    listNotes,
    addEmailMessage,
    addTag,
    anonymize,
    createApplication,
    applicationInfo,
    listApplications,
    listJobs,
    jobInfo,
    searchJobs,
    listSources,
    listUsers,
    createWebhook,
    webhookInfo,
    updateWebhook,
    deleteWebhook,
  ].map((operation) => [operation.name, operation]),
);
