import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Openness } from './openness.ts';

/** What frontend teams send, as a place to begin. */
const operations = new URL('../../operations.graphql', import.meta.url);

/** GraphiQL for developers, with all that it needs in one page: nothing is fetched from elsewhere. */
export async function serveGraphiql(response: ServerResponse, openness: Openness): Promise<void> {
  if (openness === 'HIDDEN') return void response.writeHead(404).end();
  // Some megabytes, for developers alone.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = await renderGraphiQL({
    title: 'Handoff',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: await readFile(operations, 'utf8'),
    headers: JSON.stringify({ authorization: 'Bearer <a token, as start.json has one>' }, null, 2),
  });
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "frame-ancestors 'none'" })
    .end(page);
}
