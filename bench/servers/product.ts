/** The product, as `handoff serve` starts it. */
import { z } from 'zod';
import { startProduct } from '../parts/product.ts';
import { answerMemory } from './memory.ts';
import { settingsAs } from './serve.ts';

const options = settingsAs(
  z.object({
    databaseUrl: z.string(),
    atsUrl: z.string(),
    role: z.enum(['all', 'api', 'worker']),
    settings: z.record(z.string(), z.string()).default({}),
  }),
);
answerMemory();
const { url } = await startProduct(options);
process.send?.({ url });
