import { z } from 'zod';

/** A 32-byte key in base64. */
const vaultKey = z
  .base64('is not base64')
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((key) => key.length === 32, 'does not hold 32 bytes');

const baseUrls = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.trim().split('=', 2)),
  )
  .pipe(
    z.array(
      z.tuple([z.string().min(1), z.url({ protocol: /^https?$/ })]),
      'is not a list like name=http://localhost:4001',
    ),
  )
  .transform((pairs) => Object.fromEntries(pairs));

/** Every setting, from the environment. The only reader of it is whoever calls `parseConfig`. */
const settings = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }),
  HANDOFF_VAULT_KEY: vaultKey,
  HANDOFF_HOST: z.string().default('127.0.0.1'),
  HANDOFF_PORT: z.coerce
    .number('is not a port')
    .int('is not a port')
    .min(0, 'is not a port')
    .max(65_535, 'is not a port')
    .default(4000),
  HANDOFF_CONNECTOR_URLS: baseUrls.default({}),
  HANDOFF_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'is not a log level').default('info'),
});

export type Config = {
  readonly databaseUrl: string;
  readonly vaultKey: Uint8Array;
  readonly host: string;
  readonly port: number;
  /** Where the operator points a connector, by its id: an emulator, a proxy. */
  readonly connectorUrls: Readonly<Record<string, string>>;
  readonly logLevel: string;
};

/** One clear sentence for every setting that is wrong, all at once. */
export class ConfigError extends Error {}

export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = settings.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message, input }) =>
      input === undefined ? `${String(path[0])} is not set` : `${String(path[0])} ${message}`,
    );
    throw new ConfigError(`${faults.join('; ')}.`);
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    vaultKey: data.HANDOFF_VAULT_KEY,
    host: data.HANDOFF_HOST,
    port: data.HANDOFF_PORT,
    connectorUrls: data.HANDOFF_CONNECTOR_URLS,
    logLevel: data.HANDOFF_LOG_LEVEL,
  };
}
