import type { Application, Candidate, Job } from './records.ts';
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
    tags: [],
    applicationIds: [...(state.applicationsByCandidate.get(candidate.id) ?? [])],
    fileHandles: [],
    customFields: [],
    profileUrl: `https://app.ashbyhq.com/candidate-searches/new/right-side/candidates/${candidate.id}`,
    source: null,
    creditedToUser: null,
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
    locationId: null,
    departmentId: null,
    defaultInterviewPlanId: null,
    interviewPlanIds: [],
    customFields: [],
    jobPostingIds: [],
    customRequisitionId: null,
    brandId: null,
    hiringTeam: [],
    author: null,
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
    ...(job.status === 'Draft' ? {} : { openedAt: job.createdAt }),
    ...(job.status === 'Closed' || job.status === 'Archived' ? { closedAt: job.updatedAt } : {}),
  };
}

export function applicationView(state: State, application: Application) {
  const candidate = state.candidates.get(application.candidateId)?.record;
  const primary = candidate?.email ? { primaryEmailAddress: contact(candidate.email, 0) } : {};
  return {
    id: application.id,
    createdAt: application.createdAt,
    updatedAt: application.updatedAt,
    status: 'Lead',
    customFields: [],
    candidate: { id: application.candidateId, name: candidate?.name ?? '', ...primary },
    currentInterviewStage: newLead,
    source: null,
    creditedToUser: null,
    archiveReason: null,
    job: { id: application.jobId, title: state.jobs.get(application.jobId)?.record.title ?? '' },
    hiringTeam: [],
    appliedViaJobPostingId: null,
    submitterClientIp: null,
    submitterUserAgent: null,
  };
}

const newLead = {
  id: '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a01',
  title: 'New Lead',
  type: 'Lead',
  orderInInterviewPlan: 0,
  interviewStageGroupId: null,
  interviewPlanId: '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a00',
};

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
