import type { ResyncRequest } from '../../resync/selection.ts';
import { startResync } from '../../resync/start.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { ForbiddenError, InvalidInputError, unwrap, userErrors } from '../user-error.ts';
import { requestOf, resyncFields } from './resync-input.ts';
import { ResyncRun } from './resync-run.ts';

const StartResyncInput = builder.inputType('StartResyncInput', {
  description: 'A resync to start: whom it is about, as in `ResyncInput`, and a key.',
  fields: (t) => ({
    ...resyncFields(t),
    idempotencyKey: t.string({
      required: true,
      description:
        'Of the sender’s own choice, at most 200 characters: the same key gives the run that it started first.',
    }),
  }),
});

builder.mutationField('startResync', (t) =>
  t.prismaField({
    type: ResyncRun,
    description:
      'Starts a resync: the trigger pulled late, under today’s settings. A member may resync one contact; more, or setting something aside, takes an owner or a manager.',
    errors: { types: userErrors, union: { name: 'StartResyncResult' } },
    args: { input: t.arg({ type: StartResyncInput, required: true, description: 'Whom it is about.' }) },
    resolve: async (query, _, { input }, context) => {
      const { database, queue, relay, caller } = context;
      const request = requestOf(input);
      if (!isAllowed(context, request)) {
        context.refusals.push('startResync');
        throw new ForbiddenError(caller);
      }
      const idempotencyKey = keyOf(input.idempotencyKey);
      const started = await startResync({ database, wakeOwners: queue.wakeOwners }, caller, {
        ...request,
        idempotencyKey,
      });
      const { runId: id } = unwrap(started);
      relay.changed(caller.accountId);
      const key = { accountId: caller.accountId, id };
      return database.resyncRun.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);

/** A single contact under the settings as they are is a member's own work (S9.1). */
function isAllowed({ caller }: Context, { of, overrides }: ResyncRequest): boolean {
  if (caller.scopes.includes('MANAGE')) return true;
  return of.kind === 'CONTACTS' && of.contactIds.length === 1 && overrides.length === 0;
}

function keyOf(text: string): string {
  const key = text.trim();
  if (key.length > 0 && key.length <= 200) return key;
  throw new InvalidInputError({
    code: 'INVALID_INPUT',
    message: 'The key is empty, or longer than 200 characters.',
    path: ['idempotencyKey'],
  });
}
