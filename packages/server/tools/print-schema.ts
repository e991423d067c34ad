/** Writes the committed schema, or says that it is out of date, or breaks the clients of the last release. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../src/graphql/schema.ts';
import { undecidedBreaks } from './breaking-changes.ts';

const root = new URL('../../../', import.meta.url);
const current = new URL('schema.graphql', root);
const released = new URL('schema.released.graphql', root);
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

const [order = '--check'] = process.argv.slice(2);
if (order === '--write') writeFileSync(current, printed);
else if (order === '--release') writeFileSync(released, printed);
else check();

function check() {
  if (readFileSync(current, 'utf8') !== printed) {
    fail('schema.graphql is out of date: run `pnpm schema:write` and look at what changed.');
  }
  for (const change of undecidedBreaks(buildSchema(readFileSync(released, 'utf8')), schema, decisions())) {
    fail(`This breaks clients of the last release: ${change} Undo it, or quote it in a decision.`);
  }
}

function decisions(): string {
  const folder = new URL('docs/decisions/', root);
  return readdirSync(folder)
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
}

function fail(message: string) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
