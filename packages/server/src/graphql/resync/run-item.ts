import { errorCodes } from '@handoff/core';
import type { RunOutcome } from '../../generated/prisma/enums.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { codeOf } from '../sync/sync.ts';
import { ItemError } from '../user-error-types.ts';

const outcomes = {
  SYNCED: 'Is a candidate by us.',
  LINKED: 'Was in the ATS, and is linked.',
  EXISTS: 'Is held: a person decides.',
  FAILED: 'Failed; `error` says why.',
  CANCELLED: 'Was still waiting when the run was cancelled.',
} satisfies Record<RunOutcome, string>;

const RunItemOutcome = builder.enumType('RunItemOutcome', {
  description: 'What a run has made of one of those whom it had queued.',
  values: describedValues(outcomes, asItIs),
});

/** One of those whom a run has queued, for `ResyncRun.items`. */
builder.prismaObject('ResyncItem', {
  name: 'RunItem',
  description:
    'One of those whom a run has queued, and what became of them in it. It stays true when they are resynced later.',
  fields: (t) => ({
    sync: t.relation('sync', { description: 'Whose hand-over, as it is now.' }),
    outcome: t.expose('outcome', {
      type: RunItemOutcome,
      nullable: true,
      description: 'What became of it; null while it waits.',
    }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
    error: t.field({
      type: ItemError,
      nullable: true,
      select: { errorCode: true },
      description: 'With FAILED: what went wrong then.',
      resolve: ({ errorCode }) => {
        if (errorCode === null) return null;
        const { description, remedy } = errorCodes[codeOf(errorCode)];
        return { problem: { code: codeOf(errorCode), message: description, remedy } };
      },
    }),
  }),
});
