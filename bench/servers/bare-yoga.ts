import { createYoga } from 'graphql-yoga';
import { bareContext, schema } from './same-resolvers.ts';
import { serve } from './serve.ts';

await serve(createYoga({ schema, context: bareContext, logging: false, graphiql: false }));
