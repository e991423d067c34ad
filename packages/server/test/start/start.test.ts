import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { clientOf } from '../support/client.ts';
import { isRunning, type Started, StartFolder } from './started.ts';

const stopsWithinMs = 5_000;

let folder: StartFolder;

beforeEach(async () => {
  folder = await StartFolder.make();
});
afterEach(() => folder[Symbol.asyncDispose]());

function clientTo({ access }: Started) {
  return clientOf(access.graphql.replace('/graphql', ''), access.token);
}

const emulatorState = z.object({ candidates: z.array(z.unknown()), jobs: z.array(z.unknown()) });

async function stateOf({ access }: Started) {
  return emulatorState.parse(await (await fetch(`${access.emulator}/_emulator/state`)).json());
}

test('starts with sample data, unconnected; says how to get in; Ctrl-C leaves no process', async () => {
  const started = await folder.start();
  const { access, printed, postgres } = started;
  for (const value of [access.signIn, access.graphql, access.emulator, access.emulatorApiKey]) {
    expect(printed).toContain(value);
  }
  const client = clientTo(started);
  const { viewer } = await client.send('Viewer');
  // A program's token: it speaks for nobody, and may what the owner may who made it.
  expect(viewer).toMatchObject({ member: null, scopes: expect.arrayContaining(['MANAGE']) });
  const { contacts } = await client.send('Contacts');
  expect(contacts.totalCount).toBe(200);
  const { integrations } = await client.send('Integrations');
  expect(integrations.totalCount).toBe(0);
  const { candidates, jobs } = await stateOf(started);
  expect([candidates.length, jobs.length]).toEqual([500, 12]);

  const { code, tookMs } = await started.end('SIGINT');
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(stopsWithinMs);
  expect(await isRunning(postgres)).toBe(false);
});

test('a second start keeps the data, --fresh starts over', { timeout: 60_000 }, async () => {
  const first = await folder.start();
  const credential = { apiKey: first.access.emulatorApiKey };
  await clientTo(first).send('ConnectIntegration', { input: { connectorId: 'ashby', credential } });
  const { viewer } = await clientTo(first).send('Viewer');
  await first.end('SIGTERM');

  const second = await folder.start();
  expect((await clientTo(second).send('Viewer')).viewer).toEqual(viewer);
  expect((await clientTo(second).send('Integrations')).integrations.totalCount).toBe(1);
  expect(second.access.emulatorApiKey).toBe(first.access.emulatorApiKey);
  const old = clientOf(clientTo(second).url, first.access.token);
  expect((await old.post({ query: '{ __typename }' })).status).toBe(401);
  await second.end('SIGTERM');

  const third = await folder.start(['--fresh']);
  expect((await clientTo(third).send('Viewer')).viewer.account.id).not.toBe(viewer.account.id);
  expect((await clientTo(third).send('Integrations')).integrations.totalCount).toBe(0);
  await third.end('SIGTERM');
});

test('Ctrl-C while it starts stops what has started, without a word', async () => {
  const { child, output, closed } = folder.spawn();
  const pidFile = join(folder.path, 'postgres', 'postmaster.pid');
  const pid = async () => Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  await expect.poll(pid, { timeout: 10_000, interval: 5 }).toBeGreaterThan(0);
  const postgres = await pid();
  child.kill('SIGINT');
  expect((await closed)[0]).toBe(0);
  expect(output).toEqual({ printed: '', complained: '' });
  expect(await isRunning(postgres)).toBe(false);
});

test('everything killed while it pushes 50 contacts, and started again: 50 candidates, no more', {
  timeout: 90_000,
}, async () => {
  const first = await folder.start();
  const client = clientTo(first);
  const credential = { apiKey: first.access.emulatorApiKey };
  const { connectIntegration } = await client.send('ConnectIntegration', {
    input: { connectorId: 'ashby', credential },
  });
  const { jobs } = await client.send('Jobs', { integrationId: connectIntegration.id });
  const settings = { integrationId: connectIntegration.id, mode: 'ON_ADDED', defaultJobId: jobs.nodes[0].id };
  await client.send('UpdateSyncSettings', { input: settings });
  const { createSequence } = await client.send('CreateSequence', { input: { name: 'Fifty' } });
  const before = (await stateOf(first)).candidates.length;
  const contacts = Array.from({ length: 50 }, (_, number) => ({
    eventId: `added-${number}`,
    name: `Person ${number}`,
    email: `person.${number}@new.example`,
  }));
  await client.send('AddContactsToSequence', { input: { sequenceId: createSequence.id, contacts } });
  await expect.poll(async () => (await stateOf(first)).candidates.length, { interval: 5 }).toBeGreaterThan(before + 5);
  await first.end('SIGKILL');
  expect(await isRunning(first.postgres)).toBe(true);

  const second = await folder.start();
  const synced = async () =>
    (await clientTo(second).send('Contacts', { filter: { state: 'SYNCED' } })).contacts.totalCount;
  await expect.poll(synced, { timeout: 60_000 }).toBe(50);
  expect((await stateOf(second)).candidates.length).toBe(before + 50);
});

describe('what is wrong is one sentence', () => {
  test('a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    for (const setting of ['HANDOFF_PORT', 'HANDOFF_EMULATOR_PORT']) {
      expect(await folder.complaint([], { [setting]: String(port) })).toBe(
        `Port ${port} is taken by another program: set ${setting} to a free one.`,
      );
    }
    other.close();
  });

  test('a wrong DATABASE_URL', async () => {
    expect(await folder.complaint([], { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/x' })).toBe(
      'No PostgreSQL answers at 127.0.0.1:1: check DATABASE_URL, and that the server runs.',
    );
    expect(await folder.complaint([], { DATABASE_URL: 'mysql://x' })).toContain('DATABASE_URL is not a postgres://');
  });

  test('a damaged data folder', async () => {
    await (await folder.start()).end('SIGTERM');
    await writeFile(join(folder.path, 'postgres', 'global', 'pg_control'), randomBytes(64));
    expect(await folder.complaint()).toMatch(/^The data in .* is damaged .*--fresh/);
  });

  test.for<[string, string[], Record<string, string>, string]>([
    ['a port', [], { HANDOFF_PORT: 'many' }, 'HANDOFF_PORT is not a port.'],
    ['the level of the log', [], { HANDOFF_LOG_LEVEL: 'loud' }, 'HANDOFF_LOG_LEVEL'],
    ['the key', [], { HANDOFF_VAULT_KEY: 'short' }, 'HANDOFF_VAULT_KEY'],
    ['a flag', ['--new'], {}, '"--new" is not understood: the only flag is --fresh.'],
    ['--fresh with a database of the person', ['--fresh'], { DATABASE_URL: 'postgres://a@b/c' }, '--fresh does not'],
  ])('a bad setting: %s', async ([, args, environment, sentence]) => {
    expect(await folder.complaint(args, environment)).toContain(sentence);
  });

  test('a folder that is in use', async () => {
    await folder.start();
    expect(await folder.complaint()).toMatch(/already in use by process \d+: stop that one first\.$/);
    expect(await folder.complaint(['--fresh'])).toContain('already in use');
  });
});
