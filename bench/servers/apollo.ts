import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { bareContext, schema } from './same-resolvers.ts';

const server = new ApolloServer({ schema });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async () => bareContext(),
});
process.send?.({ url: url.replace(/\/$/, '') });
