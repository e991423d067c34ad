import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { serveCall } from './ashby-api.ts';
import { controlRoutes } from './control-routes.ts';
import { readDescription } from './description.ts';
import { plannedFaults } from './faults.ts';
import { openJournal } from './journal.ts';
import { fixedWindow } from './limits.ts';
import { newIds } from './new-id.ts';
import type { Parts } from './parts.ts';
import { fullKey, type Seed } from './seed.ts';
import { openStore, type Store } from './store.ts';
import { expectedUnknowns, type Unknowns } from './unknowns.ts';
import { type WebhookDelivery, webhookSender } from './webhook-sender.ts';
import { witnessOf } from './witness.ts';

export type EmulatorOptions = {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host?: string;
  /** Where state and journal are kept; without it they live as long as the emulator. */
  readonly folder?: string;
  /** What an empty folder begins with. */
  readonly seed?: Seed;
  /** The key that may do everything; one made from the seed where it is not given. */
  readonly apiKey?: string;
  readonly limitPerMinute?: number;
  readonly unknowns?: Partial<Unknowns>;
  /** Whether webhooks really leave, and how long the waits between their repetitions are. */
  readonly delivery?: Partial<WebhookDelivery>;
  readonly now?: () => Date;
  /** The file of the vendor's own description, to hold to it all that is asked and answered: `stop` tells. */
  readonly description?: string | undefined;
};

export type Emulator = {
  readonly url: string;
  /** May do everything, and sees confidential jobs. */
  readonly apiKey: string;
  /** Closes at once, whatever is still open. Rejects when something was not as the vendor describes it. */
  stop(): Promise<void>;
};

/** Rejects with the system's own error when the port is taken. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const witness = witnessOf(options.description === undefined ? null : await readDescription(options.description));
  const store = openStore(options.folder);
  const apiKey = settleKey(store, options);
  const newId = newIds(store.state, options.seed?.random);
  const stopping = new AbortController();
  const delivery = { webhooks: 'SENT', retryScale: 1, ...options.delivery } as const;
  const parts: Parts = {
    store,
    newId,
    witness,
    unknowns: { current: { ...expectedUnknowns, ...options.unknowns } },
    hooks: webhookSender({ store, newId, witness, stopped: stopping.signal }, delivery),
    journal: openJournal(options.folder),
    faults: plannedFaults(),
    rateLimit: fixedWindow(options.limitPerMinute ?? 1000),
    now: options.now ?? (() => new Date()),
    stopped: stopping.signal,
  };
  const server = createAdaptorServer({ fetch: routes(parts).fetch }) as Server;
  const host = options.host ?? '127.0.0.1';
  try {
    server.listen(options.port, host);
    await once(server, 'listening');
  } catch (error) {
    closeFiles(parts);
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${host}:${port}`,
    apiKey,
    stop: () => {
      stopping.abort();
      stopped ??= stop(server).then(() => {
        closeFiles(parts);
        witness.testify();
      });
      return stopped;
    },
  };
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function closeFiles({ store, journal }: Parts): void {
  store.close();
  journal.close();
}

function routes(parts: Parts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false });
  app.route('/_emulator', controlRoutes(parts));
  app.post('/:operation', (c) => serveCall(parts, c.req.raw, c.env));
  return app;
}

/** The key of the first start stays the key, unless another is asked for. */
function settleKey(store: Store, { seed, apiKey }: EmulatorOptions): string {
  if (store.state.changes === 0) store.commit({ kind: 'SEED', seed: seed ?? {}, apiKey: apiKey ?? null });
  const [first] = store.state.keys.ids();
  const wanted = apiKey ?? first;
  if (wanted === undefined) throw new Error('The state in this folder has no key: it is not one of an emulator.');
  if (!store.state.keys.has(wanted)) store.commit({ kind: 'KEY', record: fullKey(wanted) });
  return wanted;
}
