/** The product as a process of its own, for tests that kill or stop it. */
import { serve } from '../../cli/serve.ts';
import { parseConfig } from '../../src/config.ts';
import { defaultTimes } from '../../src/engine/retry.ts';

const quarantineMs = Number(process.env.TEST_QUARANTINE_MS);
const leaseMs = Number(process.env.TEST_LEASE_MS ?? defaultTimes.leaseMs);
const turnMs = Number(process.env.TEST_TURN_MS ?? defaultTimes.turnMs);
const times = { ...defaultTimes, quarantineMs, leaseMs, turnMs, firstLookMs: 50 };
const { url } = await serve(parseConfig(process.env), { times });
process.send?.({ url });
