import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { openPool } from '../../src/database/pool.ts';

/** A message of PostgreSQL's protocol: its kind, its length, its content. */
function message(kind: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(kind), length, content]);
}

/** In one packet: come in, ask, and goodbye. */
const welcomeAndGoodbye = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0')),
]);

const postgres = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', () => socket.end(welcomeAndGoodbye));
});
let url: string;
beforeEach(async () => {
  postgres.listen(0, '127.0.0.1');
  await once(postgres, 'listening');
  url = `postgres://a:b@127.0.0.1:${(postgres.address() as AddressInfo).port}/handoff`;
});
afterEach(() => postgres.close());

test('a connection that ends in the moment in which it is handed out fails its transaction, and not the process', async () => {
  const database = openDatabase(url);
  await expect(database.$transaction(async (tx) => tx.$queryRaw`SELECT 1`)).rejects.toThrow();
  await database.$disconnect();
});

test('and so does one of the queue', async () => {
  const pool = openPool(url);
  await expect(pool.query('SELECT 1')).rejects.toThrow();
  await pool.end();
});
