import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDatabase } from '../../src/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { faultOf } from './embedded-folder.ts';

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase.drop());

function changed(change: (url: URL) => void): string {
  const url = new URL(testDatabase.url);
  change(url);
  return url.href;
}

test('a database that answers is fine', async () => {
  await checkDatabase(testDatabase.url);
  await checkDatabase(changed((url) => url.searchParams.set('schema', 'public')));
});

test.for([
  ['nobody listens', (url: URL) => Object.assign(url, { port: '1' }), 'No PostgreSQL answers at 127.0.0.1:1'],
  ['no such host', (url: URL) => Object.assign(url, { hostname: 'nowhere.invalid' }), 'answers at nowhere.invalid'],
  ['wrong password', (url: URL) => Object.assign(url, { password: 'hush-hush' }), 'refuses the user or password'],
  ['wrong user', (url: URL) => Object.assign(url, { username: 'nobody' }), 'refuses the user or password'],
  ['no password', (url: URL) => Object.assign(url, { password: '' }), 'asks for a password'],
  ['no such database', (url: URL) => Object.assign(url, { pathname: '/nix' }), 'has no database "nix"'],
  ['TLS wanted', (url: URL) => url.searchParams.set('sslmode', 'verify-full'), 'speaks no TLS'],
  ['another schema', (url: URL) => url.searchParams.set('schema', 'mine'), 'in the schema "public"'],
] as const)('%s: one sentence, without the password', async ([, change, said]) => {
  const url = changed(change);
  const message = await faultOf(checkDatabase(url));
  expect(message).toContain(said);
  expect(message).not.toContain(new URL(url).password || 'hush-hush');
});

test.for([
  'hush-hush',
  'mysql://me:hush-hush@localhost/x',
  'postgres://me:hush-hush/@localhost/x',
  'postgres://me:1/hush-hush@localhost/x',
])('%s is not an address of a database', async (url) => {
  const message = await faultOf(checkDatabase(url));
  expect(message).toContain('is not of the form postgres://');
  expect(message).not.toContain('hush-hush');
});

test('a server that is not PostgreSQL', async () => {
  const { url, close } = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect(await faultOf(checkDatabase(url))).toContain('No PostgreSQL answers at');
  close();
});

test('a PostgreSQL that is too old', async () => {
  const { url, close } = await listen((socket) => answerVersion(socket, '13'));
  expect(await faultOf(checkDatabase(url))).toContain('is PostgreSQL 13; Handoff needs 14 or newer');
  close();
});

async function listen(answer: (socket: Socket) => void): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => answer(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `postgres://me:hush-hush@127.0.0.1:${port}/x`, close: () => server.close() };
}

/** As much of PostgreSQL's protocol as says one number: lets everybody in, and answers any query with it. */
function answerVersion(socket: Socket, version: string): void {
  const ready = message('Z', Buffer.from('I'));
  // One column, "version", of type int4 (23) in text.
  const column = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.from('version\0'),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 23, 0, 4, 255, 255, 255, 255, 0, 0]),
  ]);
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, version.length]), Buffer.from(version)]);
  const done = message('C', Buffer.from('SELECT 1\0'));
  socket.once('data', () => {
    socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]));
    socket.on('data', (request) => {
      const isQuery = request[0] === 'Q'.charCodeAt(0);
      if (isQuery) socket.write(Buffer.concat([message('T', column), message('D', row), done, ready]));
    });
  });
}

function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}
