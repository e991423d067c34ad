/** Writes docs/generated and .env.example from the tables in the code, or says that one is out of date. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  activityReasons,
  type Capabilities,
  type Connector,
  diagramOf,
  errorCodes,
  intentStates,
  reasons,
  registryOf,
  rules,
  stays,
  syncTransitions,
  webhookTopics,
} from '@handoff/core';
import { lexicographicSortSchema } from 'graphql';
import { defaultOf } from '../src/config.ts';
import * as registered from '../src/connectors.ts';
import { schema } from '../src/graphql/schema.ts';
import { errorCodeValues } from '../src/graphql/user-error.ts';
import { settingOf, settings } from '../src/settings.ts';
import { apiReference } from './api-reference.ts';

const root = new URL('../../../', import.meta.url);
const made = 'Made by `pnpm docs:write` from the tables in the code.';

const retries = {
  NEVER: 'nothing',
  AFTER_FIX: 'it waits for a person',
  BACKOFF: 'tried again by itself',
  AT_TIME: 'tried again when the ATS says',
  AFTER_LOOKUP: 'looked up before it is tried again',
} as const;
const scopes = { ITEM: 'the one contact', SEQUENCE: 'the sequence', INTEGRATION: 'the whole integration' } as const;

const pages: Readonly<Record<string, string>> = {
  'docs/generated/api.md': api(),
  'docs/generated/errors.md': errors(),
  'docs/generated/states.md': states(),
  'docs/generated/capabilities.md': capabilities(),
  '.env.example': environment(),
};

const write = process.argv.includes('--write');
if (write) mkdirSync(new URL('docs/generated/', root), { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const file = new URL(name, root);
  if (write) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${name} is out of date: run \`pnpm docs:write\` and look at what changed.\n`);
    process.exitCode = 1;
  }
}

function api(): string {
  const how =
    'Sent to `POST /graphql` as JSON; subscriptions over graphql-ws or server-sent events. Programs that do it are in [examples](../examples).';
  return page('The GraphQL API', [how, ...apiReference(lexicographicSortSchema(schema))]);
}

function errors(): string {
  const ownRows = Object.entries(errorCodeValues)
    .filter(([code]) => !Object.hasOwn(errorCodes, code))
    .map(([code, { description }]) => [`\`${code}\``, description]);

  const rows = Object.entries(errorCodes).map(([code, { description, retry, scope, remedy }]) => [
    `\`${code}\``,
    description,
    retries[retry],
    scopes[scope],
    remedy,
  ]);
  return page('Errors', [
    'A refusal is a value: mutations answer with a member of their union that has `code`, `message`, `path` and `remedy` (`interface UserError`). Where there is no union, such as in a subscription, `extensions.code` of the error is the same code. What nobody expects is `INTERNAL` with a `requestId` to find it by in the log.',
    '## Of the API itself',
    table(['code', 'what it is'], ownRows),
    '## Of an ATS',
    'What can go wrong with an ATS. The same table makes the descriptions in the GraphQL schema and the texts of the page.',
    table(['code', 'what it is', 'what happens next', 'what it concerns', 'what to do'], rows),
  ]);
}

function states(): string {
  const life = syncTransitions.map(({ cause, from, to, reasons: why, rule }) => [
    cause,
    from.map((state) => (state === 'NONE' ? '–' : `\`${state}\``)).join(', '),
    to.map((state) => `\`${state}\``).join(', ') + (why ? ` (${why.map((reason) => `\`${reason}\``).join(', ')})` : ''),
    rule,
  ]);
  return page('States', [
    'A sync is what people see of handing one enrollment over; an intent is one thing that must be true in the ATS.',
    '## The life of a sync',
    table(['what happened', 'from', 'to', 'rule'], life),
    mermaid(diagramOf('SYNC')),
    '## Why a contact has not synced',
    table(
      ['reason', 'on screen', 'way on'],
      Object.entries(reasons).map(([reason, { label, remedy }]) => [`\`${reason}\``, label, remedy]),
    ),
    '## Why nothing changes for a contact',
    table(
      ['because', ''],
      Object.entries(stays).map(([stay, words]) => [`\`${stay}\``, words]),
    ),
    '## Why an activity is never written',
    table(
      ['reason', ''],
      Object.entries(activityReasons).map(([reason, words]) => [`\`${reason}\``, words]),
    ),
    '## The questions, in order',
    'The first that stops is the reason shown.',
    table(
      ['rule', 'asked when'],
      rules.map(({ id, on }) => [id, on.join(', ').toLowerCase()]),
    ),
    '## The life of an intent',
    table(
      ['state', ''],
      Object.entries(intentStates).map(([state, words]) => [`\`${state}\``, words]),
    ),
    mermaid(diagramOf('INTENT')),
  ]);
}

function capabilities(): string {
  const { connectors } = registryOf(registered);
  const names = Object.keys(connectors[0]?.capabilities ?? {}) as (keyof Capabilities)[];
  const row = (name: keyof Capabilities) => [
    `\`${name}\``,
    ...connectors.map((connector) => declaredValue(connector, name)),
  ];
  return page('Capabilities', [
    'What each connector declares. What is not declared is never called; what is must pass its audits.',
    table(['', ...connectors.map(({ name }) => name)], names.map(row)),
    '## Webhook topics',
    table(
      ['topic', ''],
      Object.entries(webhookTopics).map(([topic, words]) => [`\`${topic}\``, words]),
    ),
  ]);
}

function environment(): string {
  const rows = settings.keyof().options.map((key) => {
    const { name, about, kind, example } = settingOf(key);
    const byDefault = defaultOf(key);
    const inFile = kind === 'SECRET' ? ` Or ${name}_FILE: a file that holds it.` : '';
    return `# ${about}${inFile}\n${byDefault === null ? '' : '# '}${name}=${byDefault || example}\n`;
  });
  return [`# ${made} What is commented out is the default, or an example.`, ...rows].join('\n');
}

function declaredValue({ capabilities: declared }: Connector, name: keyof Capabilities): string {
  const value = declared[name];
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '');
}

function page(title: string, parts: readonly string[]): string {
  return `${[`# ${title}`, ...parts, made].join('\n\n')}\n`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function mermaid(diagram: string): string {
  return ['```mermaid', diagram, '```'].join('\n');
}
