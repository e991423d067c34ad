import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Connecting an ATS with a million contacts takes most of it; PostgreSQL ends its own statements sooner. */
export const deadlineMs = 60_000;

/** Answers an operation that does not end. Subscriptions have no end. */
export function useDeadline(withinMs: number): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args) => {
        const { promise: late, resolve } = Promise.withResolvers<unknown>();
        const timer = setTimeout(() => resolve({ errors: [tooSlow(withinMs)] }), withinMs);
        try {
          return await Promise.race([executeFn(args), late]);
        } finally {
          clearTimeout(timer);
        }
      });
    },
  };
}

function tooSlow(withinMs: number): GraphQLError {
  const message = `This took longer than ${withinMs / 1_000} seconds. Ask for less at a time.`;
  return new GraphQLError(message, { extensions: { code: 'INTERNAL', http: { status: 504 } } });
}
