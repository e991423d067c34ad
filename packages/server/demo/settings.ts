import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** Handoff cannot start, in one sentence for the person who started it. */
export class StartFault extends Error {}

export type Settings = {
  readonly data: 'KEPT' | 'FRESH';
  /** A server of the person's own; null for the embedded one. */
  readonly databaseUrl: string | null;
  /** Where the data is kept: database, emulator, keys. */
  readonly folder: string;
  readonly port: number;
  readonly emulatorPort: number;
};

function port(byDefault: number) {
  return z.coerce
    .number('is not a port')
    .int('is not a port')
    .min(0, 'is not a port')
    .max(65_535, 'is not a port')
    .default(byDefault);
}

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
  HANDOFF_FOLDER: z
    .string()
    .min(1, 'is empty')
    .default(fileURLToPath(new URL('../../../.handoff', import.meta.url))),
  HANDOFF_PORT: port(4000),
  HANDOFF_EMULATOR_PORT: port(4001),
});

export function parseSettings(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings {
  const { fresh } = parseFlags(args);
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new StartFault(
      `${parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`).join('; ')}.`,
    );
  }
  const { DATABASE_URL: databaseUrl = null, HANDOFF_FOLDER, HANDOFF_PORT, HANDOFF_EMULATOR_PORT } = parsed.data;
  if (fresh && databaseUrl !== null) {
    throw new StartFault(
      '--fresh does not empty a database of yours: empty it yourself, or start without DATABASE_URL.',
    );
  }
  return {
    data: fresh ? 'FRESH' : 'KEPT',
    databaseUrl,
    folder: resolve(HANDOFF_FOLDER),
    port: HANDOFF_PORT,
    emulatorPort: HANDOFF_EMULATOR_PORT,
  };
}

function parseFlags(args: readonly string[]): { fresh: boolean } {
  try {
    const { values } = parseArgs({ args: [...args], options: { fresh: { type: 'boolean', default: false } } });
    return values;
  } catch {
    throw new StartFault(`"${args.join(' ')}" is not understood: the only flag is --fresh.`);
  }
}
