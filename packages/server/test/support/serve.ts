/** The product as a process of its own, for tests that kill or stop it. */
import { serve } from '../../cli/serve.ts';
import { parseConfig } from '../../src/config.ts';
import { defaultTimes } from '../../src/engine/retry.ts';

const { url } = await serve(parseConfig(process.env), {
  times: { ...defaultTimes, ...JSON.parse(process.env.TEST_TIMES ?? '{}') },
});
process.send?.({ url });
