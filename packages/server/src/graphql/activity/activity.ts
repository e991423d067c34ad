import { activityReasons, errorCodes } from '@handoff/core';
import type { Intent } from '../../generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { Integration } from '../integration/integration.ts';
import { codeOf } from '../sync/sync.ts';
import { ItemError } from '../user-error-types.ts';
import { EmailEventType } from './email-event-type.ts';

const ActivityReason = builder.enumType('ActivityReason', {
  description: 'Why an activity is never written.',
  values: describedValues(activityReasons, asItIs),
});

const states = {
  WAITING:
    'Waits: for the contact to sync, for its turn, or for the end of the day over which opens and clicks are rolled up.',
  WRITTEN: 'In the ATS.',
  FAILED: 'The ATS refused it, or never said what became of it; `error` says more.',
  NEVER: 'Not written, for a reason that is no fault.',
} as const;
type State = keyof typeof states;

const ActivityWriteState = builder.enumType('ActivityWriteState', {
  description: 'Where writing an activity to an ATS stands.',
  values: describedValues(states, asItIs),
});

const ActivityWrite = builder.prismaObject('ActivityWrite', {
  description: 'What becomes of an activity in one integration.',
  select: { integrationId: true, key: true },
  fields: (t) => ({
    integration: t.relation('integration', { type: Integration, description: 'In which.' }),
    state: t.field({
      type: ActivityWriteState,
      description: 'Where it stands.',
      resolve: async ({ integrationId, key }, _, { loaders }) =>
        key === null ? 'NEVER' : stateOf(await loaders.intent.load({ integrationId, key })),
    }),
    reason: t.field({
      type: ActivityReason,
      nullable: true,
      select: { reason: true },
      description: 'Why not, with NEVER.',
      resolve: ({ reason }) => (reason !== null && isReason(reason) ? reason : null),
    }),
    error: t.field({
      type: ItemError,
      nullable: true,
      description: 'What went wrong, with FAILED, and while it is tried again.',
      resolve: async ({ integrationId, key }, _, { loaders }) => {
        const intent = key === null ? null : await loaders.intent.load({ integrationId, key });
        if (!intent?.errorCode) return null;
        const { description, remedy } = errorCodes[codeOf(intent.errorCode)];
        return { problem: { code: codeOf(intent.errorCode), message: intent.errorMessage ?? description, remedy } };
      },
    }),
  }),
});

function stateOf(intent: Intent | null): State {
  switch (intent?.state) {
    case 'DONE':
      return 'WRITTEN';
    case 'REJECTED':
      return 'FAILED';
    case 'CANCELLED':
      return 'NEVER';
    default:
      return 'WAITING';
  }
}

function isReason(text: string): text is keyof typeof activityReasons {
  return Object.hasOwn(activityReasons, text);
}

builder.prismaObject('Activity', {
  description: 'Something that happened by email.',
  fields: (t) => ({
    type: t.expose('type', { type: EmailEventType, description: 'What.' }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When.' }),
    subject: t.exposeString('subject', { nullable: true, description: 'Of the email.' }),
    sequence: t.relation('sequence', { description: 'In which sequence.' }),
    writes: t.relation('writes', {
      type: ActivityWrite,
      description: 'What becomes of it in each integration that was connected when it came in.',
      query: { orderBy: { integrationId: 'asc' } },
    }),
  }),
});
