import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '../support/client.ts';
import type { ServerProcess } from '../support/process.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { connectWithJob, expectOnce } from '../support/push.ts';
import { changeSettings } from '../support/seed.ts';

const program = fileURLToPath(new URL('../../cli/handoff.ts', import.meta.url));

let processes: Processes;
let server: ServerProcess;

beforeAll(async () => {
  processes = await prepareProcesses();
  server = await processes.start();
});
afterAll(() => processes[Symbol.asyncDispose]());

/** Runs `handoff` as a script does. */
function handoff(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...processes.environment, ...settings };
    execFile(process.execPath, [program, ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

async function json(...args: readonly string[]) {
  const { code, out, err } = await handoff(['--json', ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

test('makes an account, and a token that opens the API until it is revoked', { timeout: 90_000 }, async () => {
  const { accountId } = await json('accounts', 'create', 'Contoso', '--owner', 'olga@contoso.example');
  const shown = { id: accountId, name: 'Contoso', createdAt: expect.any(String) };
  expect(await json('accounts', 'list')).toContainEqual(shown);
  const { secret } = await json('tokens', 'create', '--account', accountId, '--name', 'nightly');
  const client = clientOf(server.url, secret);
  expect((await client.send('Viewer')).viewer).toMatchObject({ account: { name: 'Contoso' } });
  const [token] = await json('tokens', 'list', '--account', accountId);
  expect(token).toMatchObject({ name: 'nightly', kind: 'API', revokedAt: null });
  expect(JSON.stringify(token)).not.toContain(secret);
  await json('tokens', 'revoke', token.id, '--account', accountId);
  expect((await client.post({ query: '{ __typename }' })).status).toBe(401);
  expect(await handoff(['tokens', 'revoke', token.id, '--account', accountId])).toMatchObject({ code: 1 });
});

test('forecasts a resync, runs it, and checks and exports what came of it', { timeout: 90_000 }, async () => {
  const connected = await connectWithJob(processes, processes.clientAt(server));
  await changeSettings({ client: processes.clientAt(server) }, { integrationId: connected.integrationId, mode: 'OFF' });
  const emails = await connected.add(3);
  await changeSettings(
    { client: processes.clientAt(server) },
    { integrationId: connected.integrationId, mode: 'ON_ADDED' },
  );

  const [checked] = await json('integrations', 'check');
  expect(checked).toMatchObject({ accountId: processes.accountId, status: 'CONNECTED', findings: [] });
  const which = ['--account', processes.accountId, '--integration', checked.id];
  expect(await json('resync', ...which, '--dry-run')).toMatchObject({
    total: 3,
    outcomes: [{ outcome: 'CREATED', count: 3 }],
  });
  expect(await processes.database.intent.count()).toBe(0);
  expect((await json('resync', ...which)).counts).toMatchObject({ synced: 3, failed: 0, pending: 0 });
  await expectOnce(processes, emails);

  const { out } = await handoff(['export', '--account', processes.accountId]);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(
    lines
      .filter(({ table }) => table === 'contact')
      .map(({ row }) => row.email)
      .toSorted(),
  ).toEqual(emails.toSorted());
  expect(new Set(lines.map(({ row }) => row.account_id ?? row.id))).toEqual(new Set([processes.accountId]));
  expect(out).not.toMatch(/sealed_|"hash"/);
});

test('seals the ATS keys anew with a new vault key, after which the old one may go', { timeout: 90_000 }, async () => {
  const { HANDOFF_VAULT_KEY: old } = processes.environment;
  const fresh = randomBytes(32).toString('base64');
  const rotating = await handoff(['--json', 'keys', 'rotate'], { HANDOFF_VAULT_KEY: `new:${fresh},k1:${old}` });
  expect(JSON.parse(rotating.out)).toMatchObject({ failed: [] });
  const checked = await handoff(['--json', 'integrations', 'check'], { HANDOFF_VAULT_KEY: `new:${fresh}` });
  expect(JSON.parse(checked.out)).toMatchObject([{ findings: [] }]);
});

test('what is asked wrongly ends with 2, what cannot be done with 1, each with a sentence', {
  timeout: 90_000,
}, async () => {
  expect(await handoff(['resnyc'])).toMatchObject({
    code: 2,
    err: expect.stringContaining("unknown command 'resnyc'"),
  });
  expect(await handoff(['tokens', 'create'])).toMatchObject({ code: 2, err: expect.stringContaining('--account') });
  expect(await handoff(['export', '--account', 'northwind'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('It is no id'),
  });
  const nobody = '01890000-0000-7000-8000-000000000000';
  for (const args of [['export'], ['tokens', 'list'], ['tokens', 'create']])
    expect(await handoff([...args, '--account', nobody])).toEqual({
      code: 1,
      out: '',
      err: `There is no account ${nobody}.\n`,
    });
});
