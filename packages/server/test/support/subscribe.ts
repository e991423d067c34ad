import { isDeepStrictEqual } from 'node:util';
import { GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Answer } from './client.ts';

/** What a subscriber gets, one after the other. */
export type Frames = {
  /** The next frame; rejects when the subscription has ended, with the error's code where it says one. */
  next(): Promise<Answer>;
  close(): Promise<void>;
};

type Door = { readonly url: string; readonly token: string };
type Operation = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
};
export type Subscribe = (door: Door, operation: Operation) => Frames;

/** As a frontend follows. */
export function overWebSocket({ url, token }: Door, operation: Operation): Frames {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const results = client.iterate({ ...operation });
  return {
    next: async () => frameOf(await results.next()),
    close: async () => {
      await results.return?.();
      await client.dispose();
    },
  };
}

/** As a program follows. */
export function overEvents(door: Door, operation: Operation): Frames {
  const stopping = new AbortController();
  const results = readEvents(door, operation, stopping.signal);
  return { next: async () => frameOf(await results.next()), close: async () => stopping.abort() };
}

/** Every way to subscribe; a live test holds for each. */
export const transports: readonly (readonly [string, Subscribe])[] = [
  ['graphql-ws', overWebSocket],
  ['server-sent events', overEvents],
];

/**
 * As a page follows: where the connection is lost it comes back, and goes on from the last cursor that it has seen. Of a
 * subscription without cursors, what it is told on coming back is no news if it has seen it.
 */
export function comingBack(subscribe: Subscribe): Subscribe {
  return (door, operation) => {
    let last: Answer = {};
    let closed = false;
    const open = () => {
      const after = last.cursor ?? operation.variables.after;
      return subscribe(door, { ...operation, variables: { ...operation.variables, after } });
    };
    let frames = open();
    /** Null where there is another connection now. */
    const read = async (): Promise<Answer> => {
      try {
        return await frames.next();
      } catch (error) {
        if (closed || isAnswer(error)) throw error;
        await frames.close().catch(() => undefined);
        frames = open();
        return null;
      }
    };
    return {
      async next() {
        let frame = await read();
        while (frame === null || isDeepStrictEqual(frame, last)) frame = await read();
        last = frame;
        return frame;
      },
      close() {
        closed = true;
        return frames.close();
      },
    };
  };
}

/** What the server said, and not that it was gone. */
function isAnswer(error: unknown): boolean {
  return error instanceof GraphQLError || Array.isArray(error);
}

function frameOf({ value: result, done }: IteratorResult<Answer, unknown>): Answer {
  if (done) throw new Error('the subscription ended');
  if (result.errors) throw new GraphQLError(result.errors[0].extensions?.code ?? JSON.stringify(result.errors));
  return Object.values(result.data)[0];
}

async function* readEvents({ url, token }: Door, operation: Operation, signal: AbortSignal): AsyncGenerator<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(operation),
    signal,
  });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data && data !== 'data: ') yield JSON.parse(data.slice(6));
    }
  }
}
