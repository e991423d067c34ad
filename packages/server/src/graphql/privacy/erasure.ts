import { errorCodes } from '@handoff/core';
import { z } from 'zod';
import { receiptText } from '../../privacy/receipt.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { Integration } from '../integration/integration.ts';
import type { Loaders, ErasureRequest as Request } from '../loaders.ts';
import { codeOf } from '../sync/sync.ts';
import { ItemError } from '../user-error-types.ts';

const states = {
  WAITING: 'The ATS was asked, or is about to be.',
  DONE: 'The ATS has forgotten the candidate.',
  FAILED: 'The ATS refused; `error` says why. Ask for the erasure again once that is mended.',
} as const;

const ErasureState = builder.enumType('ErasureState', {
  description: 'Where the erasure of a candidate in an ATS stands.',
  values: describedValues(states, asItIs),
});

const ErasureRequest = builder.objectRef<Request>('ErasureRequest').implement({
  description: 'That an ATS was asked to forget a candidate, and what became of it.',
  fields: (t) => ({
    integration: t.prismaField({
      type: Integration,
      description: 'Which ATS.',
      resolve: (query, { integrationId: id }, _, { database, caller: { accountId } }) =>
        database.integration.findUniqueOrThrow({ ...query, where: { accountId_id: { accountId, id } } }),
    }),
    state: t.field({ type: ErasureState, description: 'Where it stands.', resolve: stateOf }),
    error: t.field({
      type: ItemError,
      nullable: true,
      description: 'Why the ATS refused, or what went wrong last.',
      resolve: ({ errorCode, errorMessage }) => {
        if (errorCode === null) return null;
        const { description, remedy } = errorCodes[codeOf(errorCode)];
        return { problem: { code: codeOf(errorCode), message: errorMessage ?? description, remedy } };
      },
    }),
  }),
});

function stateOf({ state }: Request): keyof typeof states {
  if (state === 'DONE') return 'DONE';
  return state === 'REJECTED' || state === 'CANCELLED' ? 'FAILED' : 'WAITING';
}

const deleted = z.object({
  sequences: z.number(),
  activities: z.number(),
  syncs: z.number(),
  unanswered: z.array(z.string()).default([]),
});

type ErasureRow = { readonly id: string; readonly contactId: string; readonly at: Date; readonly deleted: unknown };

export async function receiptOf(row: ErasureRow, loaders: Loaders): Promise<string> {
  const asked = await loaders.erasureRequests.load(row.contactId);
  const requests = asked.map((request) => ({ ats: request.ats, state: stateOf(request) }));
  const { unanswered, ...counts } = deleted.parse(row.deleted);
  return receiptText({ ...row, deleted: counts, unanswered, requests });
}

export const Erasure = builder.prismaNode('Erasure', {
  description: 'A contact that was erased. Nothing in it says who it was.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id } }),
  select: { id: true, contactId: true },
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    receipt: t.string({
      select: { at: true, deleted: true },
      description: 'Text to keep, and to hand to who asked.',
      resolve: (row, _, { loaders }) => receiptOf(row, loaders),
    }),
    requests: t.field({
      type: [ErasureRequest],
      description: 'What the ATSs were asked.',
      resolve: ({ contactId }, _, { loaders }) => loaders.erasureRequests.load(contactId),
    }),
  }),
});
