import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** The requests that a server has in hand. */
export type OpenRequests = {
  /** Ends the streams, whose clients connect again, and waits for the others; cuts off what takes longer. */
  end(withinMs: number): Promise<void>;
};

export function trackRequests(server: Server): OpenRequests {
  const open = new Map<ServerResponse, IncomingMessage>();
  let ended = () => {};
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    open.set(response, request);
    response.once('close', () => {
      open.delete(response);
      if (open.size === 0) ended();
    });
  });
  return {
    async end(withinMs) {
      for (const [response, request] of open) if (response.headersSent && wantsStream(request)) response.end();
      if (open.size > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        ended = resolve;
        const timer = setTimeout(resolve, withinMs);
        await promise;
        clearTimeout(timer);
      }
      server.closeAllConnections();
    },
  };
}

/** Of server-sent events, which go on for ever. One that ends without a `complete` event is to be opened again. */
export function wantsStream({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/event-stream') ?? false;
}
