import { findBreakingChanges, type GraphQLSchema } from 'graphql';

/**
 * What would break the clients of the last release, and no decision names. A decision allows a change by
 * quoting it word for word, so that whoever breaks something has written down why.
 */
export function undecidedBreaks(released: GraphQLSchema, next: GraphQLSchema, decisions: string): readonly string[] {
  return findBreakingChanges(released, next)
    .map(({ description }) => description)
    .filter((description) => !decisions.includes(description));
}
