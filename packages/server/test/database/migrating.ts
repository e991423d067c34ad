/** A process that migrates, for tests where two do so at once. */
import { migrate } from '../../src/database/migrate.ts';

process.send?.({ applied: await migrate(process.argv[2] ?? '') });
process.disconnect?.();
