/** The emulator as a program of its own: see `--help`. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startEmulator } from './server.ts';
import { withoutUndefined } from './without-undefined.ts';

const help = `
  An Ashby to try things on: it keeps state, and nothing leaves this machine but the webhooks that are asked for.

  --port 4001              where it listens; 0 takes any free port
  --host 127.0.0.1
  --folder <path>          where it keeps its state and its journal; without it, both end with it
  --candidates 500         what an empty organisation begins with
  --jobs 12
  --seed 1                 another number, another organisation; the same number, the same one
  --api-key <key>          a key that may do everything; made from the seed where it is not given
  --limit-per-minute 1000
  --retry-scale 1          of the waits between repetitions of a webhook: 0.01 makes ten seconds a tenth of one

  Its controls, its journal and a page with what is inside are under /_emulator/.
`;

const text = { type: 'string' } as const;
const options = {
  port: text,
  host: text,
  folder: text,
  candidates: text,
  jobs: text,
  seed: text,
  'api-key': text,
  'limit-per-minute': text,
  'retry-scale': text,
  help: { type: 'boolean' },
} as const;

const whole = (byDefault: number) => z.coerce.number().int().min(0).default(byDefault);
const flags = z.object({
  port: whole(4001),
  host: z.string().default('127.0.0.1'),
  folder: z.string().optional(),
  candidates: whole(500),
  jobs: whole(12),
  seed: whole(1),
  'api-key': z.string().min(1).optional(),
  'limit-per-minute': whole(1000),
  'retry-scale': z.coerce.number().min(0).default(1),
});

function readFlags() {
  try {
    const { help: isAsked, ...values } = parseArgs({ options }).values;
    if (isAsked) leave(0, help);
    const parsed = flags.safeParse(values);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    return leave(2, `--${issue?.path.join('.')} is not understood: --help says what it takes.`);
  } catch {
    return leave(2, `"${process.argv.slice(2).join(' ')}" is not understood: --help says what is.`);
  }
}

function leave(code: number, words: string): never {
  (code === 0 ? process.stdout : process.stderr).write(code === 0 ? `${words}\n` : `\n  ${words}\n\n`);
  process.exit(code);
}

const { port, host, folder, candidates, jobs, seed, ...rest } = readFlags();
const emulator = await startEmulator({
  port,
  host,
  ...withoutUndefined({ folder, apiKey: rest['api-key'] }),
  seed: { candidates, jobs, random: seed },
  limitPerMinute: rest['limit-per-minute'],
  delivery: { retryScale: rest['retry-scale'] },
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') return leave(1, `Port ${port} is taken by another program: choose one with --port.`);
  throw error;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.stop());
process.stdout.write(`
  Ashby      ${emulator.url}   (an emulator)
  API key    ${emulator.apiKey}
  Inside     ${emulator.url}/_emulator/

  Stop with Ctrl-C.

`);
