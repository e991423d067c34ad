import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Parts } from '../graphql/context.ts';
import type { Authenticate } from '../security/authenticate.ts';
import type { LiveTokens } from '../security/live-tokens.ts';
import { rateOf } from '../security/rate.ts';
import { within } from '../telemetry/scope.ts';
import { sendError, sendTooOften } from './body.ts';
import { passesGates } from './gates.ts';
import { serveGraphiql } from './graphiql.ts';
import { graphqlOverHttp } from './graphql.ts';
import { type Health, handleReadiness } from './health.ts';
import { listening } from './listening.ts';
import { trackRequests, wantsStream } from './open-requests.ts';
import type { Openness } from './openness.ts';
import { servePage } from './page.ts';
import { pathOf } from './path-of.ts';
import { readParams } from './read-params.ts';
import { handleSignIn } from './sign-in.ts';
import { cutStalledAnswers, cutStalledStream } from './slow-readers.ts';
import { trustedDocuments } from './trusted-documents.ts';
import { handleWebhook } from './webhooks.ts';
import { graphqlOverWebSocket } from './websocket.ts';

/** How long a stop waits for the requests in hand, in milliseconds. */
const stopWithinMs = 3_000;

export type RunningServer = { readonly url: string; stop(): Promise<void> };

/** What a server answers with: clients' requests where it has a route for them, health everywhere. */
type Served = { readonly health: Health; readonly log: Logger };
type Route = (request: IncomingMessage, response: ServerResponse, pathname: string) => unknown;
type Address = { readonly host: string; readonly port: number };

/** How open it is, and how often each token may ask. */
export type Protection = {
  readonly openness: Openness;
  readonly requestsPerMinute: number;
  readonly authenticate: Authenticate;
  readonly liveTokens: LiveTokens;
};

const tokenMissing = { code: 'AUTH_MISSING', message: 'Send a valid token as `Authorization: Bearer …`.' };

/** One port for all: GraphQL over HTTP, server-sent events and WebSocket, sign-in, and the page. */
export async function startServer(
  parts: Parts,
  health: Health,
  { openness, requestsPerMinute, authenticate, liveTokens, ...address }: Address & Protection,
): Promise<RunningServer> {
  const yoga = graphqlOverHttp(parts, openness);
  const rate = rateOf({ perMinute: requestsPerMinute });
  const documents = trustedDocuments(openness);
  const page = servePage();
  const serveGraphql = async (request: IncomingMessage, response: ServerResponse) => {
    const caller = await authenticate(request.headers.authorization);
    if (!caller) return sendError(response, 401, tokenMissing);
    const waitSeconds = await rate.take(caller.tokenId);
    if (waitSeconds !== null) return sendTooOften(response, waitSeconds);
    const body = await readParams(request);
    if ('status' in body) return sendError(response, body.status, { code: 'INVALID_INPUT', ...body });
    const chosen = documents.choose(body, caller);
    if ('code' in chosen) return sendError(response, 400, chosen);
    if (wantsStream(request)) {
      const forget = liveTokens.hold(caller, () => response.destroy());
      response.once('close', forget).once('close', cutStalledStream(request.socket));
    }
    const admitted = { caller, body: { ...body, ...chosen } };
    await within({ accountId: caller.accountId }, () => yoga(request, response, admitted));
  };
  const route: Route = async (request, response, pathname) => {
    if (pathname === '/graphiql') return serveGraphiql(response, openness);
    const isWebhook = pathname.startsWith('/webhooks/');
    if (!isWebhook && pathname !== '/graphql' && pathname !== '/auth/sign-in') return page(request, response);
    if (!isWebhook && !passesGates(request, response)) return;
    if (pathname === '/graphql') return serveGraphql(request, response);
    const waitSeconds = await rate.take(addressOf(request));
    if (waitSeconds !== null) return sendTooOften(response, waitSeconds);
    return isWebhook ? handleWebhook(parts, request, response) : handleSignIn(parts.tenancy, request, response);
  };
  const server = serverOf({ health, log: parts.log }, route);
  cutStalledAnswers(server);
  const sockets = graphqlOverWebSocket(server, parts, { yoga, documents, rate, authenticate, liveTokens });
  return run(server, address, sockets.stop);
}

/** Who asks, of those who have no token yet: behind a proxy it is the proxy, which has limits of its own. */
function addressOf({ socket }: IncomingMessage): string {
  return `address ${socket.remoteAddress}`;
}

/** What a process without clients serves: how it is. */
export async function startHealthServer(served: Served, address: Address): Promise<RunningServer> {
  const server = serverOf(served, (_, response) => response.writeHead(404).end());
  return run(server, address, async () => {});
}

function serverOf({ health, log }: Served, route: Route): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const pathname = pathOf(request);
    if (pathname === '/livez') return response.writeHead(200).end('ok');
    if (pathname === '/readyz') return handleReadiness(health, response);
    return route(request, response, pathname);
  };
  return createServer((request, response) => {
    const onFault = (error: unknown) => {
      // The client went away while it was still sending: nobody is at fault, and nobody waits for an answer.
      if (error === request.errored) return log.debug('a request was broken off by its client');
      log.error({ err: error }, 'a request failed unexpectedly');
      if (!response.headersSent) sendError(response, 500, { code: 'INTERNAL', message: 'Something went wrong here.' });
    };
    within({ requestId: randomUUID() }, () => answer(request, response).catch(onFault));
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
