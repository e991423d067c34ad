import type { Server } from 'node:http';
import { GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Parts } from '../graphql/context.ts';
import type { Authenticate } from '../security/authenticate.ts';
import type { LiveTokens } from '../security/live-tokens.ts';
import type { Rate } from '../security/rate.ts';
import { tooOften } from './body.ts';
import { contextOf, type graphqlOverHttp } from './graphql.ts';
import { isForeign } from './origin.ts';
import { closeStalledSocket } from './slow-readers.ts';
import { countSockets, followsTooMuch, limitMessages } from './socket-limits.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

type Enveloped = Pick<ReturnType<ReturnType<typeof graphqlOverHttp>['getEnveloped']>, 'execute' | 'subscribe'>;

/** Forbidden, in graphql-ws' table of close codes. */
const forbidden = 4403;
/** "Service Restart" in WebSocket's own table: clients connect again, and their cursor loses nothing. */
const restarting = 1012;
/** "Try Again Later", in the same table: who was too slow connects again, and reads on from its cursor. */
const tooSlow = 1013;
/** A client that does not answer the close is cut off. */
const closeWithinMs = 1_000;
const maxMessageBytes = 64 * 1024;
/** For the operation on a socket that is being closed: nobody is left to read it. */
const closing = [new GraphQLError('The socket is being closed.')];

export type Doors = {
  readonly yoga: ReturnType<typeof graphqlOverHttp>;
  readonly documents: TrustedDocuments;
  readonly rate: Rate;
  readonly authenticate: Authenticate;
  readonly liveTokens: LiveTokens;
};

/** GraphQL over WebSocket, with the token in the connection's `authorization`. */
export function graphqlOverWebSocket(
  server: Server,
  parts: Parts,
  { yoga, documents, rate, authenticate, liveTokens }: Doors,
) {
  const counts = countSockets();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  server.on('upgrade', (request, socket, head) => {
    const refused = isForeign(request) || new URL(request.url ?? '/', 'http://localhost').pathname !== '/graphql';
    if (refused) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      closeStalledSocket(request.socket, () => opened.close(tooSlow, 'Too slow'));
      limitMessages(opened);
      sockets.emit('connection', opened, request);
    });
  });
  const served = useServer(
    {
      connectionInitWaitTimeout: 3_000,
      onConnect: async ({ connectionParams, extra: { socket } }) => {
        const { authorization } = connectionParams ?? {};
        const caller = await authenticate(typeof authorization === 'string' ? authorization : null);
        if (!caller || !counts.admit(caller.accountId, socket)) return false;
        socket.once(
          'close',
          liveTokens.hold(caller, () => socket.close(forbidden, 'Forbidden')),
        );
        return true;
      },
      onSubscribe: async ({ connectionParams, extra, subscriptions }, _id, payload) => {
        if (followsTooMuch(extra.socket, Object.keys(subscriptions).length)) return closing;
        const { authorization } = connectionParams ?? {};
        const caller = await authenticate(typeof authorization === 'string' ? authorization : null);
        if (!caller) {
          extra.socket.close(forbidden, 'Forbidden');
          return closing;
        }
        if ((await rate.take(caller.tokenId)) !== null) return [refusal('RATE_LIMITED', tooOften)];
        const chosen = documents.choose(payload, caller);
        if ('code' in chosen) return [refusal(chosen.code, chosen.message)];
        const { schema, parse, validate, contextFactory, execute, subscribe } = yoga.getEnveloped(
          contextOf(parts, caller),
        );
        const document = orError(() => parse(chosen.query ?? ''));
        if (document instanceof GraphQLError) return [document];
        const errors = validate(schema, document);
        if (errors.length > 0) return errors;
        return {
          schema,
          document,
          operationName: payload.operationName,
          variableValues: payload.variables,
          contextValue: await contextFactory(),
          rootValue: { execute, subscribe },
        };
      },
      // The envelope's own, which carry the plugins of this operation.
      execute: (args) => (args.rootValue as Enveloped).execute(args),
      subscribe: (args) => (args.rootValue as Enveloped).subscribe(args),
    },
    sockets,
  );
  return {
    /** Tells every subscriber to connect again, elsewhere. */
    async stop() {
      for (const client of sockets.clients) client.close(restarting, 'Restarting');
      const timer = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, closeWithinMs);
      await served.dispose();
      clearTimeout(timer);
    },
  };
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** What cannot be parsed is refused as it is over HTTP. */
function orError<T>(parse: () => T): T | GraphQLError {
  try {
    return parse();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
