/** The product as a process of its own, for tests that kill it. */
import { parseConfig } from '../../src/config.ts';
import { defaultTimes } from '../../src/engine/retry.ts';
import { startHandoff } from '../../src/main.ts';

const quarantineMs = Number(process.env.TEST_QUARANTINE_MS);
const times = { ...defaultTimes, quarantineMs, firstLookMs: 50 };
const { url } = await startHandoff(parseConfig(process.env), { times });
process.send?.({ url });
