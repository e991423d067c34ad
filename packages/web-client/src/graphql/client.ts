import { createClient as createSocket } from 'graphql-ws';
import { Client, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { session } from '../session.ts';
import { normalizedCache } from './cache.ts';
import { connection } from './connection.ts';
import { namedDocuments } from './named-documents.ts';
import { newestTold } from './newest-told.ts';

const authorization = () => `Bearer ${session.token() ?? ''}`;

const socket = createSocket({
  url: () => `${location.origin.replace('http', 'ws')}/graphql`,
  connectionParams: () => ({ authorization: authorization() }),
  keepAlive: 10_000,
  // Who follows opens again, from its last cursor: a retry here would begin anew and leave a gap.
  retryAttempts: 0,
  on: { connected: connection.opened, closed: connection.lost },
});

// One that outlived a loss of the network may be dead without knowing it, and says nothing of what it missed.
addEventListener('online', () => socket.terminate());

export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  fetchOptions: () => ({ headers: { authorization: authorization() } }),
  requestPolicy: 'cache-and-network',
  exchanges: [
    mapExchange({
      onError: ({ response }) => {
        if (response?.status === 401) session.end();
      },
    }),
    normalizedCache,
    newestTold(),
    namedDocuments,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables, extensions }) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe(
            { query, variables, extensions },
            { ...sink, next: (value) => sink.next(value as never) },
          ),
        }),
      }),
    }),
  ],
});
