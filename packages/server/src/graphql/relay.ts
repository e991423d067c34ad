/** Relay's own types, in one place: ids, pages and cursors are the same everywhere. */
import { InvalidInputError } from './user-error.ts';

const maxIds = 100;

export const relay = {
  nodeTypeOptions: { description: 'Anything that can be asked for by its id.' },
  idFieldOptions: { description: 'Stable, and opaque: made of nothing that a client should read.' },
  nodeQueryOptions: {
    description: 'Anything with an id; null when there is no such thing in this account.',
    args: { id: { description: 'As an `id` field gave it.' } },
  },
  nodesQueryOptions: {
    description: 'Several at once, in the order of the ids; null for each that is not in this account.',
    args: { ids: { description: `As \`id\` fields gave them; at most ${maxIds}.` } },
    resolve: <Id>(
      _: unknown,
      { ids }: { ids: Id[] },
      __: unknown,
      ___: unknown,
      resolveNodes: (ids: Id[]) => Promise<unknown[]>,
    ) => {
      if (ids.length <= maxIds) return resolveNodes(ids);
      const message = `At most ${maxIds} can be asked for at once.`;
      throw new InvalidInputError({ code: 'INVALID_INPUT', message, path: ['ids'] });
    },
  },
  pageInfoTypeOptions: { description: 'Where a page is in its list.' },
  hasNextPageFieldOptions: { description: 'Whether there is more after this page.' },
  hasPreviousPageFieldOptions: { description: 'Whether there is more before this page.' },
  startCursorFieldOptions: { description: 'Of the first item: give it as `before`. Null when the page is empty.' },
  endCursorFieldOptions: { description: 'Of the last item: give it as `after`. Null when the page is empty.' },
  cursorFieldOptions: { description: 'The place of this item: give it as `after` or `before`.' },
  edgesFieldOptions: { description: 'The items of this page, each with its cursor.' },
  nodeFieldOptions: { description: 'The item.' },
  nodesOnConnection: { description: 'The items of this page.' },
  pageInfoFieldOptions: { description: 'Where this page is in the list.' },
  afterArgOptions: { description: 'Begin after this cursor.' },
  beforeArgOptions: { description: 'End before this cursor; with `last`.' },
  firstArgOptions: { description: 'How many from the beginning: 25 when left out, at most 100.' },
  lastArgOptions: { description: 'How many from the end, at most 100; with `before`.' },
  defaultConnectionTypeOptions: { description: 'One page of a list.' },
  defaultEdgeTypeOptions: { description: 'One item of a page.' },
};
