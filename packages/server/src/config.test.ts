import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainConfig, parseConfig } from './config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const good = { DATABASE_URL: 'postgres://me:secret@db/handoff', HANDOFF_VAULT_KEY: key };

function faultOf(environment: Readonly<Record<string, string>>): string {
  try {
    parseConfig(environment);
    return 'none';
  } catch (error) {
    return String(error);
  }
}

test('two settings are enough, the others have defaults', () => {
  expect(parseConfig(good)).toMatchObject({
    databaseUrl: 'postgres://me:secret@db/handoff',
    role: 'all',
    host: '127.0.0.1',
    port: 4000,
    connectorUrls: {},
  });
});

test('all that is wrong is said at once, a sentence each, without the values', () => {
  const fault = faultOf({ DATABASE_URL: 'mysql://me:secret@db', HANDOFF_PORT: 'many', HANDOFF_ROLE: 'boss' });
  expect(fault).toBe(
    'Error: DATABASE_URL is not a postgres:// address; HANDOFF_VAULT_KEY is not set; HANDOFF_ROLE is not all, api or worker; HANDOFF_PORT is not a port.',
  );
});

test('a secret may stand in a file, and only in one place', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'handoff-config-')), 'key');
  writeFileSync(file, `${key}\n`);
  const { DATABASE_URL } = good;
  const parsed = parseConfig({ DATABASE_URL, HANDOFF_VAULT_KEY_FILE: file });
  expect(parsed.vaultKeys.map((one) => Buffer.from(one.key).toString('base64'))).toEqual([key]);
  expect(faultOf({ ...good, HANDOFF_VAULT_KEY_FILE: file })).toContain('are both set: keep one');
  expect(faultOf({ DATABASE_URL, HANDOFF_VAULT_KEY_FILE: `${file}.gone` })).toContain('cannot be read');
});

test('an empty value counts as none', () => {
  expect(parseConfig({ ...good, HANDOFF_PORT: '' }).port).toBe(4000);
});

test('every setting is explained, with where it comes from; secrets are masked', () => {
  const explained = explainConfig({ ...good, HANDOFF_PORT: 'many' });
  expect(explained.map(({ name, shown, source }) => [name, shown, source])).toEqual(
    expect.arrayContaining([
      ['DATABASE_URL', '********', 'environment'],
      ['HANDOFF_ROLE', 'all', 'default'],
      ['HANDOFF_PORT', 'many', 'environment'],
    ]),
  );
  expect(explained.filter(({ fault }) => fault !== null).map(({ fault }) => fault)).toEqual([
    'HANDOFF_PORT is not a port',
  ]);
  expect(JSON.stringify(explained)).not.toContain('secret@');
});
