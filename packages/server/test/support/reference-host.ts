import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { HttpRequest } from '@handoff/core';
import { handle, newCredential, newStore, type Store } from '@handoff/core/reference-ats';

/** The reference ATS behind HTTP, as the engine reaches every ATS. */
export type ReferenceHost = {
  readonly url: string;
  readonly store: Store;
  readonly credential: Readonly<Record<string, string>>;
  /** The next writes are done, and their answers lost. */
  loseAnswers(count: number): void;
  stop(): Promise<void>;
};

export async function hostReferenceAts(): Promise<ReferenceHost> {
  const store = newStore();
  let lost = 0;
  const server = createServer(async (request, response) => {
    const asked = {
      method: request.method as HttpRequest['method'],
      url: `http://localhost${request.url ?? '/'}`,
      headers: request.headers as Record<string, string>,
      body: await text(request),
    };
    const result = handle(store, asked);
    if (result.kind !== 'ANSWERED') return;
    if (asked.headers['idempotency-key'] !== undefined && lost > 0) {
      lost -= 1;
      request.socket.destroy();
      return;
    }
    response.writeHead(result.status, result.headers).end(result.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    credential: newCredential(store),
    loseAnswers: (count) => {
      lost = count;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
