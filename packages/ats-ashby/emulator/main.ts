/** The emulator as a program of its own: see `--help`. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startEmulator } from './server.ts';

const options = {
  port: { type: 'string', default: '4001' },
  host: { type: 'string', default: '127.0.0.1' },
  folder: { type: 'string' },
  candidates: { type: 'string', default: '500' },
  jobs: { type: 'string', default: '12' },
  seed: { type: 'string', default: '1' },
  'api-key': { type: 'string' },
  'limit-per-minute': { type: 'string', default: '1000' },
  'retry-scale': { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
} as const;

const help = `
  An Ashby to try things on: it keeps state, and nothing leaves this machine but the webhooks that are asked for.

  --port 4001              where it listens; 0 for any free port
  --host 127.0.0.1
  --folder <path>          where it keeps its state and its journal; without it, both end with it
  --candidates 500         what an empty organisation begins with
  --jobs 12
  --seed 1                 another number, another organisation; the same number, the same one
  --api-key <key>          a key that may do everything; made from the seed otherwise
  --limit-per-minute 1000
  --retry-scale 1          of the waits between repetitions of a webhook; 0.01 makes ten seconds a tenth

  Its own controls, its journal and a page with what is inside are under /_emulator/.

`;

const number = z.coerce.number().int().min(0);
const flags = z.object({
  port: number.max(65_535),
  host: z.string(),
  folder: z.string().optional(),
  candidates: number,
  jobs: number,
  seed: number,
  'api-key': z.string().min(1).optional(),
  'limit-per-minute': number.min(1),
  'retry-scale': z.coerce.number().min(0),
});

function readFlags() {
  try {
    const { values } = parseArgs({ options });
    if (values.help) {
      process.stdout.write(help);
      process.exit(0);
    }
    return flags.parse(values);
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    process.stderr.write(`${why}\n${help}`);
    process.exit(2);
  }
}

const { port, host, folder, candidates, jobs, seed, ...rest } = readFlags();
const apiKey = rest['api-key'];
const emulator = await startEmulator({
  port,
  host,
  seed: { candidates, jobs, random: seed },
  limitPerMinute: rest['limit-per-minute'],
  delivery: { retryScale: rest['retry-scale'] },
  ...(folder === undefined ? {} : { folder }),
  ...(apiKey === undefined ? {} : { apiKey }),
});
process.stdout.write(`
  Ashby      ${emulator.url}   (an emulator)
  API key    ${emulator.apiKey}
  Inside     ${emulator.url}/_emulator/

`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.stop());
