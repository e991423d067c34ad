import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bench, Row } from '../frame/row.ts';
import { takeTurns } from '../frame/turns.ts';
import { sowAccount } from '../parts/account.ts';
import { type Started, startAndAsk } from '../parts/cold-start.ts';

const yoga = 'bare Yoga with Prisma';
const cached = 'the same, with Node’s compile cache';

export const row: Row = {
  number: 10,
  title: 'Cold start to the first answer',
  target: 'at most 1.5 × bare Yoga with Prisma',
  peers: [yoga, cached],
  async run(bench) {
    const { ours, bare, cache } = await openStand(bench);
    const found = await takeTurns({
      rounds: bench.sized(9, 2),
      ours: () => startAndAsk(ours, 'Northwind'),
      beside: {
        [yoga]: () => startAndAsk(bare, 'Northwind'),
        [cached]: () => startAndAsk({ ...bare, environment: cache }, 'Northwind'),
      },
    });
    const targets = [{ bound: 'AT_MOST', limit: 1.5, times: yoga }] as const;
    return {
      figures: [{ what: 'from its start to its first answer', unit: 'ms', ...found, targets }],
      growth: [],
      notes,
    };
  },
};

const notes = [
  'Ours reads what Node has compiled at the start before, as its image does at the first; the peer does so only where it says so.',
  'As it is installed: Node strips the types of TypeScript as it reads it, for both. Ours checks the database and its migrations, and begins to listen, to relay and to work; the peer opens the same schema, and a client of the same database.',
];

async function openStand(bench: Bench) {
  const databaseUrl = await bench.database('PRODUCT');
  const { accountId, token } = await sowAccount(databaseUrl, { contacts: 1 });
  const [own, other] = [await freePort(), await freePort()];
  const environment = {
    DATABASE_URL: databaseUrl,
    HANDOFF_VAULT_KEY: randomBytes(32).toString('base64'),
    HANDOFF_PORT: String(own),
    HANDOFF_LOG_LEVEL: 'error',
  };
  const folder = await mkdtemp(join(tmpdir(), 'handoff-bench-'));
  bench.defer(() => rm(folder, { recursive: true, force: true }));
  const cache = { NODE_COMPILE_CACHE: folder };
  const ours: Started = {
    file: new URL('../../packages/server/cli/handoff.ts', import.meta.url),
    args: ['serve'],
    environment: { ...environment, ...cache },
    url: `http://127.0.0.1:${own}/graphql`,
    token,
  };
  const bare: Started = {
    file: new URL('../servers/bare-yoga.ts', import.meta.url),
    args: [JSON.stringify({ databaseUrl, accountId, port: other })],
    environment: {},
    url: `http://127.0.0.1:${other}/graphql`,
    token,
  };
  return { ours, bare, cache };
}

/** One that nobody has now; what is started takes it in a moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
}
