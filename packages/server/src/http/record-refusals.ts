import type { Plugin } from 'graphql-yoga';
import { recordChange } from '../audit/record-change.ts';
import type { Context } from '../graphql/context.ts';

/** Whoever tries what they may not do is in the audit log. */
export const recordRefusals: Plugin<Context> = {
  onExecute({ args: { contextValue } }) {
    return { onExecuteDone: () => record(contextValue) };
  },
};

async function record({ refusals, database, caller }: Context): Promise<void> {
  if (refusals.length === 0) return;
  await database.$transaction(async (tx) => {
    for (const field of refusals) {
      const summary = `Was refused ${field}: not allowed for a ${caller.role.toLowerCase()} with ${caller.scopes.join(', ')}.`;
      await recordChange(tx, caller, { action: 'access.refused', target: field, summary });
    }
  });
}
