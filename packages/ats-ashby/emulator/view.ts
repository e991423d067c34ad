import { brandId, departmentId, locationId, newLead, sources, stages, statusOf, tags, users } from './organization.ts';
import type { Application, Candidate, Job, Note, Webhook } from './records.ts';
import { addressesOf, type State } from './state.ts';

/**
 * Ashby's shapes. Which empty parts are left out and which are null was read off recorded answers:
 * `primaryEmailAddress` and its like are absent, `source` and its like are null.
 */
export function candidateView(state: State, candidate: Candidate) {
  const emailAddresses = addressesOf(candidate).map(contact);
  const phoneNumbers = candidate.phoneNumber === null ? [] : [contact(candidate.phoneNumber, 0)];
  return {
    id: candidate.id,
    createdAt: candidate.createdAt,
    updatedAt: candidate.updatedAt,
    name: candidate.name,
    ...(emailAddresses[0] && candidate.email !== null ? { primaryEmailAddress: emailAddresses[0] } : {}),
    emailAddresses,
    ...(phoneNumbers[0] ? { primaryPhoneNumber: phoneNumbers[0] } : {}),
    phoneNumbers,
    socialLinks: candidate.socialLinks,
    tags: tags.filter(({ id }) => candidate.tagIds?.includes(id)),
    applicationIds: state.applicationsByCandidate.idsOf(candidate.id),
    fileHandles: [],
    customFields: [],
    profileUrl: `https://app.ashbyhq.com/candidate-searches/new/right-side/candidates/${candidate.id}`,
    ...attribution(candidate),
    timezone: null,
    fraudStatus: null,
  };
}

export function jobView(job: Job) {
  return {
    id: job.id,
    title: job.title,
    confidential: job.confidential,
    status: job.status,
    employmentType: 'FullTime',
    locationId,
    departmentId,
    defaultInterviewPlanId: newLead.interviewPlanId,
    interviewPlanIds: [newLead.interviewPlanId],
    customFields: [],
    jobPostingIds: [],
    customRequisitionId: null,
    brandId,
    hiringTeam: [],
    author: users[0],
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
    ...(job.status === 'Draft' ? {} : { openedAt: job.createdAt }),
    ...(job.status === 'Closed' || job.status === 'Archived' ? { closedAt: job.updatedAt } : {}),
  };
}

export function applicationView(state: State, application: Application) {
  const stage = stages.find(({ id }) => id === application.stageId) ?? newLead;
  const candidate = state.candidates.get(application.candidateId)?.record;
  const primary = candidate?.email ? { primaryEmailAddress: contact(candidate.email, 0) } : {};
  return {
    id: application.id,
    createdAt: application.createdAt,
    updatedAt: application.updatedAt,
    status: statusOf(stage),
    customFields: [],
    candidate: { id: application.candidateId, name: candidate?.name ?? '', ...primary },
    currentInterviewStage: stage,
    ...attribution(application),
    archiveReason: null,
    job: { id: application.jobId, title: state.jobs.get(application.jobId)?.record.title ?? '' },
    hiringTeam: [],
    appliedViaJobPostingId: null,
    submitterClientIp: null,
    submitterUserAgent: null,
  };
}

function attribution(record: { readonly sourceId?: string | null; readonly creditedToUserId?: string | null }) {
  return {
    source: sources.find(({ id }) => id === record.sourceId) ?? null,
    creditedToUser: users.find(({ id }) => id === record.creditedToUserId) ?? null,
  };
}

/** With the history that `application.create` and `application.info` add, and `application.list` does not. */
export function applicationWithHistory(state: State, application: Application) {
  const entry = {
    id: application.id,
    stageId: newLead.id,
    title: newLead.title,
    enteredStageAt: application.createdAt,
    stageNumber: 0,
    allowedActions: ['set_entered_at'],
    actorId: null,
  };
  return { ...applicationView(state, application), applicationHistory: [entry] };
}

function contact(value: string, place: number) {
  return { value, type: 'Personal', isPrimary: place === 0 };
}

const author = { id: '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7b01', firstName: 'Api', lastName: 'Key' };

export function noteView({ id, createdAt, content }: Note) {
  return { id, createdAt, isPrivate: false, content, author };
}

/** Its secret comes back with what made or changed it, and never again. */
export function webhookView({ secretToken, ...rest }: Webhook, secret: 'SHOWN' | 'HIDDEN') {
  return secret === 'SHOWN' ? { ...rest, secretToken } : rest;
}
