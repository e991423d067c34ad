import { type ErrorCode as Code, errorCodes, type Reason, type SyncState as State, stateLabel } from '@handoff/core';
import type { Sync as SyncRow } from '../../generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { Job } from '../integration/job.ts';
import { ErrorCode, Remedy, remedyOf } from '../user-error-types.ts';
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

const DuplicateOf = builder
  .objectRef<{ remoteId: string; url: string | null; remoteCreatedAt: Date }>('DuplicateOf')
  .implement({
    description: 'The earlier candidate with this contact’s email.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'Its id in the ATS.' }),
      url: t.exposeString('url', { nullable: true, description: 'Where it opens in the ATS.' }),
      createdAt: t.expose('remoteCreatedAt', { type: 'DateTime', description: 'When it was made there.' }),
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
      resolve: ({ integrationId, contactId }, _, { loaders }) =>
        loaders.duplicateMark.load({ integrationId, contactId }),
    }),
    error: t.field({
      type: SyncError,
      nullable: true,
      description: 'With FAILED, and while something is tried again.',
      resolve: ({ errorCode, ...row }) => (errorCode === null ? null : { ...row, errorCode: codeOf(errorCode) }),
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Of its last change.' }),
    enrollment: t.relation('enrollment', { description: 'Which contact in which sequence.' }),
  }),
});

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
