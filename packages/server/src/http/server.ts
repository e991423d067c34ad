import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Parts } from '../graphql/context.ts';
import { authenticate } from '../security/authenticate.ts';
import { within } from '../telemetry/scope.ts';
import { sendError } from './body.ts';
import { graphqlOverHttp } from './graphql.ts';
import { type Health, handleReadiness } from './health.ts';
import { listening } from './listening.ts';
import { trackRequests } from './open-requests.ts';
import { isForeign } from './origin.ts';
import { servePage } from './page.ts';
import { handleSignIn } from './sign-in.ts';
import { cutStalledAnswers } from './slow-readers.ts';
import { graphqlOverWebSocket } from './websocket.ts';

/** A batch of 1,000 contacts or events fits; nothing else comes near. */
const maxBodyBytes = 8_000_000;
/** How long a stop waits for the requests in hand, in milliseconds. */
const stopWithinMs = 3_000;

export type RunningServer = { readonly url: string; stop(): Promise<void> };

/** What a server answers with: clients' requests where it has a route for them, health everywhere. */
type Served = { readonly health: Health; readonly log: Logger };
type Route = (request: IncomingMessage, response: ServerResponse, pathname: string) => unknown;
type Address = { readonly host: string; readonly port: number };

/** One port for all: GraphQL over HTTP, server-sent events and WebSocket, sign-in, and the page. */
export async function startServer(parts: Parts, health: Health, address: Address): Promise<RunningServer> {
  const yoga = graphqlOverHttp(parts);
  const page = servePage();
  const route: Route = async (request, response, pathname) => {
    if (pathname !== '/graphql' && pathname !== '/auth/sign-in') return page(request, response);
    if (!passesGates(request, response)) return;
    if (pathname === '/auth/sign-in') return handleSignIn(parts.tenancy, request, response);
    const caller = await authenticate(parts.tenancy, request.headers.authorization);
    if (!caller)
      return sendError(response, 401, {
        code: 'AUTH_MISSING',
        message: 'Send a valid token as `Authorization: Bearer …`.',
      });
    await within({ accountId: caller.accountId }, () => yoga(request, response, { caller }));
  };
  const server = serverOf({ health, log: parts.log }, route);
  cutStalledAnswers(server);
  const sockets = graphqlOverWebSocket(server, parts, yoga);
  return run(server, address, sockets.stop);
}

/** What a process without clients serves: how it is. */
export async function startHealthServer(served: Served, address: Address): Promise<RunningServer> {
  const server = serverOf(served, (_, response) => response.writeHead(404).end());
  return run(server, address, async () => {});
}

function serverOf({ health, log }: Served, route: Route): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/livez') return response.writeHead(200).end('ok');
    if (pathname === '/readyz') return handleReadiness(health, response);
    return route(request, response, pathname);
  };
  return createServer((request, response) => {
    within({ requestId: randomUUID() }, () => answer(request, response)).catch((error) => {
      log.error({ err: error }, 'a request failed unexpectedly');
      if (!response.headersSent) sendError(response, 500, { code: 'INTERNAL', message: 'Something went wrong here.' });
    });
  });
}

async function run(server: Server, address: Address, stopSockets: () => Promise<void>): Promise<RunningServer> {
  const requests = trackRequests(server);
  await listening(server, address);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address.host}:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([stopSockets(), requests.end(stopWithinMs)]);
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
