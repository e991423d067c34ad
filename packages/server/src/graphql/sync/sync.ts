import { type ErrorCode as Code, errorCodes, type Reason, type SyncState as State, stateLabel } from '@handoff/core';
import type { Sync as SyncRow } from '../../generated/prisma/client.ts';
import { explainSync } from '../../intake/explain-sync.ts';
import { builder } from '../builder.ts';
import { Job } from '../integration/job.ts';
import { ErrorCode, Remedy, remedyOf } from '../user-error-types.ts';
import { DuplicateOf } from './duplicate-of.ts';
import { ExplanationStep, foundOf } from './explanation.ts';
import { NotSyncedReason, SyncState } from './sync-count.ts';

const SyncCandidate = builder.objectRef<{ remoteId: string; url: string | null }>('SyncCandidate').implement({
  description: 'The candidate in the ATS.',
  fields: (t) => ({
    remoteId: t.exposeString('remoteId', { description: 'Its id in the ATS.' }),
    url: t.exposeString('url', { nullable: true, description: 'Where it opens in the ATS.' }),
  }),
});

const SyncApplication = builder.objectRef<{ remoteId: string; status: string }>('SyncApplication').implement({
  description: 'The candidacy for the job in the ATS.',
  fields: (t) => ({
    remoteId: t.exposeString('remoteId', { description: 'Its id in the ATS.' }),
    status: t.exposeString('status', { description: 'In the ATS’s own words, as last seen.' }),
  }),
});

type SyncErrorRow = Pick<SyncRow, 'errorMessage' | 'retryAt' | 'attempts'> & { errorCode: Code };
const SyncError = builder.objectRef<SyncErrorRow>('SyncError').implement({
  description: 'What went wrong, last.',
  fields: (t) => ({
    code: t.field({ type: ErrorCode, description: 'For programs.', resolve: ({ errorCode }) => errorCode }),
    message: t.string({
      description: 'What the ATS said, for a person.',
      resolve: ({ errorMessage, errorCode }) => errorMessage ?? errorCodes[errorCode].description,
    }),
    remedy: t.field({
      type: Remedy,
      nullable: true,
      description: 'What to do about it.',
      resolve: ({ errorCode }) => remedyOf(errorCodes[errorCode].remedy),
    }),
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried again by itself.',
    }),
    attempts: t.exposeInt('attempts', { description: 'How often it was sent.' }),
  }),
});

export const Sync = builder.prismaNode('Sync', {
  description: 'The hand-over of one contact in one sequence to one integration.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id } }),
  fields: (t) => ({
    state: t.expose('state', { type: SyncState, description: 'Where it stands.' }),
    reason: t.expose('reason', { type: NotSyncedReason, nullable: true, description: 'Why not, with NOT_SYNCED.' }),
    label: t.string({
      select: { state: true, reason: true, errorCode: true, integration: { select: { connectorId: true } } },
      description: 'The state in words, ready to show.',
      resolve: (row, _, { connectors }) =>
        stateLabel(stateOf(row), connectors.find(row.integration.connectorId)?.name ?? row.integration.connectorId),
    }),
    job: t.relation('job', {
      type: Job,
      nullable: true,
      description: 'The job settled when it was queued; null for none.',
    }),
    candidate: t.field({
      type: SyncCandidate,
      nullable: true,
      description: 'Once there is one.',
      resolve: ({ integrationId, contactId }, _, { loaders }) =>
        loaders.candidateLink.load({ integrationId, contactId }),
    }),
    application: t.field({
      type: SyncApplication,
      nullable: true,
      description: 'Once there is one.',
      resolve: ({ integrationId, contactId, jobId }, _, { loaders }) =>
        jobId === null ? null : loaders.application.load({ integrationId, contactId, jobId }),
    }),
    duplicateOf: t.field({
      type: DuplicateOf,
      nullable: true,
      description: 'The mark: an earlier candidate has this email. It can be marked and synced.',
      resolve: async ({ integrationId, contactId, errorCode }, _, { loaders }) =>
        errorCode === 'AMBIGUOUS_MATCH'
          ? null
          : firstOf(await loaders.duplicateMarks.load({ integrationId, contactId })),
    }),
    matches: t.field({
      type: [DuplicateOf],
      description: 'With EXISTS, and with the error AMBIGUOUS_MATCH: whom a person can link, oldest first.',
      resolve: async ({ integrationId, contactId, state, errorCode }, _, { loaders }) =>
        state === 'EXISTS' || errorCode === 'AMBIGUOUS_MATCH'
          ? loaders.duplicateMarks.load({ integrationId, contactId })
          : [],
    }),
    error: t.field({
      type: SyncError,
      nullable: true,
      description: 'With FAILED, and while something is tried again.',
      resolve: ({ errorCode, ...row }) => (errorCode === null ? null : { ...row, errorCode: codeOf(errorCode) }),
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Of its last change.' }),
    explanation: t.field({
      type: [ExplanationStep],
      select: { enrollment: true, integration: true },
      description:
        'Why it stands where it stands: the rules that were asked, in order, on what they were asked of then.',
      resolve: async ({ enrollment, integration: settings, decidedOn, ...row }, _, { loaders }) => {
        const link = await loaders.candidateLink.load(row);
        const marks = await loaders.duplicateMarks.load(row);
        const standing = { state: stateOf(row), found: foundOf(link, firstOf(marks)), message: row.errorMessage };
        return [...explainSync({ ...standing, decidedOn, enrollment, settings })];
      },
    }),
    history: t.relatedConnection('history', {
      cursor: 'accountId_syncId_seq_at',
      totalCount: true,
      description:
        'The steps it has taken, newest first; those older than two years, or what the operator has set, are gone.',
      query: { orderBy: { seq: 'desc' } },
    }),
    enrollment: t.relation('enrollment', { description: 'Which contact in which sequence.' }),
  }),
});

function firstOf<T>([first]: readonly T[]): T | null {
  return first ?? null;
}

/** A code as it is stored; one that a later version had, or an earlier one, is a fault of ours. */
export function codeOf(text: string): Code {
  return Object.hasOwn(errorCodes, text) ? (text as Code) : 'INTERNAL';
}

function stateOf({
  state,
  reason,
  errorCode,
}: {
  state: State['state'];
  reason: Reason | null;
  errorCode: string | null;
}): State {
  if (state === 'NOT_SYNCED') return { state, reason: reason ?? 'SYNC_OFF' };
  return state === 'FAILED' ? { state, code: codeOf(errorCode ?? '') } : { state };
}
