import type { Server } from 'node:http';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import type { WebSocket } from 'ws';
import type { Parts } from '../graphql/context.ts';
import type { Authenticate, Caller } from '../security/authenticate.ts';
import type { LiveTokens } from '../security/live-tokens.ts';
import type { Rate } from '../security/rate.ts';
import { tooOften } from './body.ts';
import { contextOf, type graphqlOverHttp } from './graphql.ts';
import { openSockets } from './open-sockets.ts';
import { countSockets, followsTooMuch } from './socket-limits.ts';
import { takeTurns } from './take-turns.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

type Enveloped = Pick<ReturnType<ReturnType<typeof graphqlOverHttp>['getEnveloped']>, 'execute' | 'subscribe'>;

/** Forbidden, and an internal error, in graphql-ws' table of close codes. */
const forbidden = 4403;
const internal = 4500;
/** "Service Restart" in WebSocket's own table: clients connect again, and their cursor loses nothing. */
const restarting = 1012;
/** A client that does not answer the close is cut off. */
const closeWithinMs = 1_000;
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
export function graphqlOverWebSocket(server: Server, parts: Parts, doors: Doors) {
  const { rate, authenticate, liveTokens } = doors;
  const counts = countSockets();
  const turn = takeTurns();
  const sockets = openSockets(server, turn);
  const callerOf = async (said: Readonly<Record<string, unknown>> | undefined): Promise<Caller | null> => {
    await turn();
    return authenticate(typeof said?.authorization === 'string' ? said.authorization : null);
  };
  /** A fault of ours is logged once, and tells its client nothing; graphql-ws would print it, and pass it on. */
  const orClose = <Value>(socket: WebSocket, instead: Value, work: () => Promise<Value>): Promise<Value> =>
    work().catch((error) => {
      parts.log.error({ err: error }, 'a socket failed unexpectedly');
      socket.close(internal, 'Something went wrong here.');
      return instead;
    });
  const served = useServer(
    {
      connectionInitWaitTimeout: 3_000,
      onConnect: ({ connectionParams, extra: { socket } }) =>
        orClose(socket, false, async () => {
          const caller = await callerOf(connectionParams);
          if (!caller || !counts.admit(caller.accountId, socket)) return false;
          socket.once(
            'close',
            liveTokens.hold(caller, () => socket.close(forbidden, 'Forbidden')),
          );
          return true;
        }),
      onSubscribe: ({ connectionParams, extra: { socket }, subscriptions }, _id, payload) =>
        orClose<Prepared>(socket, closing, async () => {
          if (followsTooMuch(socket, Object.keys(subscriptions).length)) return closing;
          const caller = await callerOf(connectionParams);
          if (!caller) {
            socket.close(forbidden, 'Forbidden');
            return closing;
          }
          if ((await rate.take(caller.tokenId)) !== null) return [refusal('RATE_LIMITED', tooOften)];
          return prepare(parts, doors, { caller, payload });
        }),
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

type Prepared = ExecutionArgs | readonly GraphQLError[];
type Asked = { readonly caller: Caller; readonly payload: SubscribePayload };

/** What is to be executed, or why it is not. */
async function prepare(parts: Parts, { yoga, documents }: Doors, { caller, payload }: Asked): Promise<Prepared> {
  const chosen = documents.choose(payload, caller);
  if ('code' in chosen) return [refusal(chosen.code, chosen.message)];
  const { schema, parse, validate, contextFactory, execute, subscribe } = yoga.getEnveloped(contextOf(parts, caller));
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
