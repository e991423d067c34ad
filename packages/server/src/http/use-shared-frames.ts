import { createHash } from 'node:crypto';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, print } from 'graphql';
import { isAsyncIterable, map, type Plugin, pipe } from 'graphql-yoga';
import type { Context } from '../graphql/context.ts';
import type { Frame } from '../live/follow-feed.ts';

type Executed = ExecutionResult | Promise<ExecutionResult>;

/**
 * Who follows the same with the same document, variables and rights sees the same: a frame that many are to get at once
 * is resolved once, not in a transaction for each. Whoever comes while it is under way joins; nothing is kept after,
 * so that a frame is never older than its cursor.
 */
export function useSharedFrames(): Plugin<Context> {
  const underWay = new Map<string, Executed>();
  const shared = (key: string, resolve: () => Executed): Executed => {
    const joined = underWay.get(key);
    if (joined) return joined;
    const begun = Promise.resolve(resolve()).finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  };
  return {
    onSubscribe({ args, setSubscribeFn }) {
      setSubscribeFn(async () => {
        const frames = await createSourceEventStream(args);
        if (!isAsyncIterable<Frame>(frames)) return frames;
        const following = whatIsFollowed(args);
        const resolve = (frame: Frame) =>
          shared(`${following} ${placeOf(frame)}`, () => execute({ ...args, rootValue: frame }));
        return pipe(frames, map(resolve));
      });
    },
  };
}

type SubscriptionArgs = ExecutionArgs & { readonly contextValue: Context };

/** A hash, because there are thousands of them. */
function whatIsFollowed({
  document,
  operationName,
  variableValues,
  contextValue: { caller },
}: SubscriptionArgs): string {
  const whole = [caller.accountId, [...caller.scopes].sort(), print(document), operationName, variableValues];
  return createHash('sha256').update(JSON.stringify(whole)).digest('base64');
}

function placeOf(frame: Frame): string {
  switch (frame.kind) {
    case 'HERE':
      return `here ${frame.cursor}`;
    case 'CHANGED':
      return `${frame.cursor}`;
    case 'TOO_OLD':
      return 'too old';
  }
}
