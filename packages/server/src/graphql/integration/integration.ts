import type { modes, onDuplicates } from '@handoff/core';
import { z } from 'zod';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { PermissionType } from '../user-error-types.ts';
import { Connector } from './connector.ts';
import { Job } from './job.ts';

const IntegrationStatus = builder.enumType('IntegrationStatus', {
  description: 'How an integration is.',
  values: {
    CONNECTED: { description: 'All is well.' },
    INVALID_CREDENTIALS: { description: 'The ATS refuses the key: nothing is sent, nothing is lost.' },
    PAUSED: { description: 'Something must be mended first; `statusDetail` says what.' },
    DISCONNECTED: { description: 'Nothing is sent; the history is kept.' },
  },
});

const modeDescriptions = {
  OFF: 'No contact syncs.',
  ON_ADDED: 'A contact syncs when it is added to a sequence.',
  ON_REPLY: 'A contact syncs at its first reply.',
} satisfies Record<(typeof modes)[number], string>;

export const SyncMode = builder.enumType('SyncMode', {
  description: 'When contacts sync.',
  values: describedValues(modeDescriptions, asItIs),
});

const onDuplicateDescriptions = {
  HOLD: 'Nothing is written until a person decides.',
  WARN: 'Marked, but linked and given its application.',
} satisfies Record<(typeof onDuplicates)[number], string>;

export const OnDuplicate = builder.enumType('OnDuplicate', {
  description: 'What happens to a contact whose email an earlier candidate has.',
  values: describedValues(onDuplicateDescriptions, asItIs),
});

const permissions = z.array(
  z.object({
    name: z.string(),
    granted: z.boolean(),
    // Those of before it was told apart were needed for everything.
    need: z.enum(['ALWAYS', 'FEATURE']).default('ALWAYS'),
    requiredBy: z.array(z.string()),
  }),
);

const SyncSettings = builder.prismaObject('Integration', {
  variant: 'SyncSettings',
  description: 'When and how contacts sync.',
  fields: (t) => ({
    mode: t.expose('mode', { type: SyncMode, description: 'When.' }),
    deduplication: t.exposeBoolean('deduplication', { description: 'Whether earlier candidates are marked.' }),
    onDuplicate: t.expose('onDuplicate', { type: OnDuplicate, description: 'What happens to marked ones.' }),
    defaultJob: t.relation('defaultJob', {
      type: Job,
      nullable: true,
      description: 'The job of sequences that name none; null for no job.',
    }),
    activityTracking: t.exposeBoolean('activityTracking', {
      description: 'Whether email activity is written to candidates.',
    }),
  }),
});

export const Integration = builder.prismaNode('Integration', {
  description: 'The account’s link to one ATS.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id } }),
  select: { id: true, accountId: true },
  fields: (t) => ({
    connector: t.field({
      type: Connector,
      select: { connectorId: true },
      description: 'Which ATS.',
      resolve: ({ connectorId }, _, { connectors }) => {
        const connector = connectors.find(connectorId);
        if (!connector) throw new Error(`the connector ${connectorId} is not installed`);
        return connector;
      },
    }),
    status: t.expose('status', { type: IntegrationStatus, description: 'How it is.' }),
    statusDetail: t.exposeString('statusDetail', {
      nullable: true,
      description: 'One sentence why, when it is not well.',
    }),
    connectedAt: t.expose('connectedAt', {
      type: 'DateTime',
      description: 'Contacts added before it do not sync by themselves.',
    }),
    credentialHint: t.exposeString('credentialHint', {
      nullable: true,
      description: 'The last four characters of the key.',
    }),
    permissions: t.field({
      type: [PermissionType],
      select: { permissions: true },
      description: 'What the key may do, as last checked.',
      resolve: (row) => permissions.parse(row.permissions),
    }),
    settings: t.variant(SyncSettings, { description: 'When and how contacts sync.' }),
  }),
});

builder.queryField('integrations', (t) =>
  t.prismaConnection({
    type: Integration,
    cursor: 'accountId_id',
    description: 'The account’s integrations, oldest first.',
    totalCount: (_, __, { database, caller: { accountId } }) => database.integration.count({ where: { accountId } }),
    resolve: (query, _, __, { database, caller: { accountId } }) =>
      database.integration.findMany({ ...query, where: { accountId }, orderBy: { id: 'asc' } }),
  }),
);
