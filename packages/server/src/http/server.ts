import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Parts } from '../graphql/context.ts';
import { authenticate } from '../security/authenticate.ts';
import { sendError } from './body.ts';
import { graphqlOverHttp } from './graphql.ts';
import { isForeign } from './origin.ts';
import { servePage } from './page.ts';
import { handleSignIn } from './sign-in.ts';
import { graphqlOverWebSocket } from './websocket.ts';

/** A batch of 1,000 contacts or events fits; nothing else comes near. */
const maxBodyBytes = 8_000_000;

export type RunningServer = { readonly url: string; stop(): Promise<void> };

/** One port for all: GraphQL over HTTP, server-sent events and WebSocket, sign-in, and the page. */
export async function startServer(
  parts: Parts,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const yoga = graphqlOverHttp(parts);
  const page = servePage();
  const server = createServer((request, response) => {
    route(request, response).catch((error) => {
      parts.log.error({ err: error }, 'a request failed unexpectedly');
      if (!response.headersSent) sendError(response, 500, { code: 'INTERNAL', message: 'Something went wrong here.' });
    });
  });
  async function route(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/livez') return void response.writeHead(200).end('ok');
    if (pathname !== '/graphql' && pathname !== '/auth/sign-in') return page(request, response);
    if (!passesGates(request, response)) return;
    if (pathname === '/auth/sign-in') return handleSignIn(parts.database, request, response);
    const caller = await authenticate(parts.database, request.headers.authorization);
    if (!caller)
      return sendError(response, 401, {
        code: 'AUTH_MISSING',
        message: 'Send a valid token as `Authorization: Bearer …`.',
      });
    await yoga(request, response, { caller });
  }
  const sockets = graphqlOverWebSocket(server, parts, yoga);
  await listening(server, { host, port });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      await sockets.dispose();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What is refused before anybody looks at who asks: other sites' pages, other shapes, too much. */
function passesGates(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, headers } = request;
  if (isForeign(request)) {
    sendError(response, 403, { code: 'FORBIDDEN', message: 'Requests from other sites are refused.' });
  } else if (method !== 'POST') {
    response.setHeader('allow', 'POST');
    sendError(response, 405, { code: 'INVALID_INPUT', message: 'Only POST is served here.' });
  } else if (!/^application\/json(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '')) {
    sendError(response, 415, { code: 'INVALID_INPUT', message: 'Only application/json is taken here.' });
  } else if (!(Number(headers['content-length']) <= maxBodyBytes)) {
    response.setHeader('connection', 'close');
    sendError(response, 413, {
      code: 'INVALID_INPUT',
      message: `Say the content-length; at most ${maxBodyBytes} bytes are taken.`,
    });
  } else {
    return true;
  }
  return false;
}

async function listening(server: Server, address: { host: string; port: number }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
}
