/** The statements that the product sends for a page, through `pg` alone: what no server over this database can do without. */
import { graphql } from 'graphql';
import pg from 'pg';
import { z } from 'zod';
import { type Recorded, statementsDuring } from '../parts/recorded.ts';
import { bareContext, schema } from './same-resolvers.ts';
import { serve, settingsAs } from './serve.ts';

const body = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) });
const { databaseUrl } = settingsAs(z.object({ databaseUrl: z.string() }));
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const known = new Map<string, readonly Recorded[]>();

/** Of each page, from the first time that it is asked for. */
async function statementsOf(text: string): Promise<readonly Recorded[]> {
  const found = known.get(text);
  if (found) return found;
  const { query: source, variables: variableValues } = body.parse(JSON.parse(text));
  const statements = await statementsDuring(() =>
    graphql({ schema, source, variableValues, contextValue: bareContext() }),
  );
  known.set(text, statements);
  return statements;
}

await serve(async (request, response) => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const statements = await statementsOf(text);
  const results = await Promise.all(
    statements.map((statement) => pool.query({ text: statement.text, values: statement.values, rowMode: 'array' })),
  );
  response.setHeader('content-type', 'application/json').end(JSON.stringify(results.map(({ rows }) => rows)));
});
