/** `pnpm start`. */
import { explain, startProduct } from './product.ts';
import { runUntilStopped } from './until-stopped.ts';

await runUntilStopped(startProduct, explain);
