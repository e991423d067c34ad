/** The product as a process of its own that kills or pauses itself at the step that it is told. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { parseConfig } from '../../src/config.ts';
import { defaultTimes } from '../../src/engine/retry.ts';
import { startHandoff } from '../../src/main.ts';
import { watchInteractions } from './interactions.ts';

/** Those of production, or, of the same order, short enough for hundreds of deaths one after the other. */
const waits = {
  PRODUCTION: defaultTimes,
  SHORT: { ...defaultTimes, leaseMs: 800, sendMs: 1_500, quarantineMs: 600, firstLookMs: 50, backoffMs: 50 },
};
const times = waits[z.enum(['PRODUCTION', 'SHORT']).parse(process.env.TEST_WAITS)];

/** Whose clock is wrong, by how much. Nothing that counts may be decided by it. */
const clockErrorMs = Number(process.env.TEST_CLOCK_ERROR_MS ?? 0);
if (clockErrorMs !== 0) setClockWrong(clockErrorMs);

const order = z.union([z.object({ dieAt: z.int().positive() }), z.object({ pauseAt: z.string(), onceBy: z.string() })]);
const unharmed = { dieAt: Number.POSITIVE_INFINITY };
let orders: z.output<typeof order> = unharmed;
let count = 0;

watchInteractions((step) => {
  count += 1;
  if ('dieAt' in orders && count === orders.dieAt) process.kill(process.pid, 'SIGKILL');
  if ('pauseAt' in orders && step.includes(orders.pauseAt)) {
    const { onceBy } = orders;
    orders = unharmed;
    if (!isFirst(onceBy)) return;
    process.send?.('PAUSED');
    process.kill(process.pid, 'SIGSTOP');
  }
});
process.on('message', (message) => {
  orders = order.parse(message);
  count = 0;
  process.send?.('HEARD');
});
try {
  const { url } = await startHandoff(parseConfig(process.env), { times });
  process.send?.({ url });
} catch (error) {
  // While its database is away it has nothing to say; another one is started in its place.
  if (!isDatabaseAway(error)) throw error;
  process.exit(1);
}

function isDatabaseAway(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(ECONNREFUSED|57P03)$/.test(String(error.code));
}

function isFirst(file: string): boolean {
  try {
    writeFileSync(file, '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function setClockWrong(byMs: number): void {
  const now = Date.now;
  Date.now = () => now() + byMs;
  globalThis.Date = new Proxy(Date, {
    construct: (real, given) => Reflect.construct(real, given.length === 0 ? [now() + byMs] : given),
  });
}
