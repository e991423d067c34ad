import { createSchema, createYoga } from 'graphql-yoga';
import { expect, test } from 'vitest';
import { useDeadline } from './use-deadline.ts';

const soonMs = 20;
const typeDefs = 'type Query { never: Int, at: Int }';
const resolvers = { Query: { never: () => new Promise(() => {}), at: () => 1 } };
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  plugins: [useDeadline(soonMs)],
  logging: false,
});

async function ask(query: string) {
  const response = await yoga.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

test('what does not end is answered at its deadline', async () => {
  const { status, body } = await ask('{ never }');
  expect(status).toBe(504);
  expect(body).toMatchObject({ errors: [{ message: expect.stringContaining('took longer than 0.02 seconds') }] });
});

test('what ends sooner is answered as it is', async () => {
  expect(await ask('{ at }')).toEqual({ status: 200, body: { data: { at: 1 } } });
});
