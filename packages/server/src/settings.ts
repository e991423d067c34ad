/** Every setting: a row here is all that a new one needs. `.env.example` and `handoff config` are made from it. */
import { z } from 'zod';
import type { VaultKey, VaultKeys } from './security/vault.ts';

export type Setting = {
  /** In the environment. */
  readonly name: string;
  readonly about: string;
  /** `SECRET` ones are masked wherever they are shown, and may stand in a file that `<name>_FILE` names. */
  readonly kind: 'PLAIN' | 'SECRET';
  /** As it would stand in the environment. */
  readonly example: string;
};

const described = z.registry<Setting>();

/** `new:base64,old:base64`, or one key without a name. */
const vaultKeys = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().split(':')))
  .transform((parts) =>
    parts.map((part): VaultKey => ({ kid: part.length > 1 ? (part[0] ?? '') : 'k1', key: bytesOf(part.at(-1) ?? '') })),
  )
  .refine((keys) => keys.every(({ key }) => key.length === 32), 'does not hold 32 bytes in base64')
  .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'names two keys alike')
  .transform(([first, ...rest], context): VaultKeys => {
    if (first) return [first, ...rest];
    context.addIssue('is empty');
    return z.NEVER;
  });

function bytesOf(base64: string): Uint8Array {
  return z.base64().safeParse(base64).success ? new Uint8Array(Buffer.from(base64, 'base64')) : new Uint8Array();
}

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
  .transform((pairs): Readonly<Record<string, string>> => Object.fromEntries(pairs));

const port = z.coerce.number('is not a port').int('is not a port').min(0, 'is not a port').max(65_535, 'is not a port');

const days = z.coerce
  .number('is not a number of days')
  .int('is not a number of days')
  .min(1, 'is not a number of days')
  .max(36_500, 'is not a number of days');

export const settings = z.object({
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).register(described, {
    name: 'DATABASE_URL',
    about: 'The PostgreSQL (14 or newer) that holds everything. May go through PgBouncer in transaction mode.',
    kind: 'SECRET',
    example: 'postgres://handoff:password@localhost:5432/handoff',
  }),
  sessionDatabaseUrl: z
    .url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' })
    .nullable()
    .default(null)
    .register(described, {
      name: 'HANDOFF_SESSION_DATABASE_URL',
      about:
        'The same database past PgBouncer, for the one session of a process, and migrations. DATABASE_URL if unset.',
      kind: 'SECRET',
      example: 'postgres://handoff:password@localhost:5432/handoff',
    }),
  vaultKeys: vaultKeys.register(described, {
    name: 'HANDOFF_VAULT_KEY',
    about:
      'Seals the customers’ ATS keys: 32 random bytes in base64, as `openssl rand -base64 32` makes them. To rotate: `new:<base64>,k1:<base64>`; the first seals, all open; one without a name is called k1.',
    kind: 'SECRET',
    example: '',
  }),
  role: z.enum(['all', 'api', 'worker'], 'is not all, api or worker').default('all').register(described, {
    name: 'HANDOFF_ROLE',
    about: 'What this process does: `api` answers clients, `worker` talks to the ATSs, `all` does both.',
    kind: 'PLAIN',
    example: 'all',
  }),
  host: z.string().min(1, 'is empty').default('127.0.0.1').register(described, {
    name: 'HANDOFF_HOST',
    about: 'The address to listen on; 0.0.0.0 for every one, as containers need.',
    kind: 'PLAIN',
    example: '127.0.0.1',
  }),
  port: port.default(4000).register(described, {
    name: 'HANDOFF_PORT',
    about: 'The port to listen on; 0 takes a free one. A worker serves its health and metrics there.',
    kind: 'PLAIN',
    example: '4000',
  }),
  openness: z.enum(['HIDDEN', 'OPEN'], 'is not HIDDEN or OPEN').default('HIDDEN').register(described, {
    name: 'HANDOFF_API_SCHEMA',
    about: 'HIDDEN in production. OPEN for developers: introspection, “did you mean”, and GraphiQL at /graphiql.',
    kind: 'PLAIN',
    example: 'HIDDEN',
  }),
  requestsPerMinute: z.coerce
    .number('is not a number')
    .int()
    .min(1, 'is not a number')
    .default(6_000)
    .register(described, {
      name: 'HANDOFF_REQUESTS_PER_MINUTE',
      about:
        'How often one token may ask each API process; and one address, with webhooks and sign-ins, that shows no token.',
      kind: 'PLAIN',
      example: '6000',
    }),
  feedHintsUrl: z
    .url({ protocol: /^(redis|valkey)s?$/, error: 'is not a redis:// address' })
    .nullable()
    .default(null)
    .register(described, {
      name: 'HANDOFF_FEED_HINTS_URL',
      about: 'A Redis or Valkey on which processes tell each other that there is news. PostgreSQL’s NOTIFY if unset.',
      kind: 'SECRET',
      example: 'redis://localhost:6379',
    }),
  feedDays: days.default(1).register(described, {
    name: 'HANDOFF_FEED_DAYS',
    about: 'For how many days a follower may be away and go on where it stopped; later it reads everything anew.',
    kind: 'PLAIN',
    example: '1',
  }),
  historyDays: days.default(730).register(described, {
    name: 'HANDOFF_HISTORY_DAYS',
    about: 'For how many days the steps that a sync took are kept. Where it stands is kept as long as its contact.',
    kind: 'PLAIN',
    example: '730',
  }),
  jwksUrl: z
    .url({ protocol: /^https?$/, error: 'is not an https:// address' })
    .nullable()
    .default(null)
    .register(described, {
      name: 'HANDOFF_JWT_JWKS_URL',
      about: 'Where the product that people sign in to publishes the keys of its JWTs. Only our own tokens if unset.',
      kind: 'PLAIN',
      example: '',
    }),
  jwtIssuer: z.string().min(1).nullable().default(null).register(described, {
    name: 'HANDOFF_JWT_ISSUER',
    about: 'The `iss` that those JWTs must have. Set with HANDOFF_JWT_JWKS_URL.',
    kind: 'PLAIN',
    example: '',
  }),
  jwtAudience: z.string().min(1).nullable().default(null).register(described, {
    name: 'HANDOFF_JWT_AUDIENCE',
    about: 'The `aud` that those JWTs must have. Set with HANDOFF_JWT_JWKS_URL.',
    kind: 'PLAIN',
    example: '',
  }),
  jwtAccountClaim: z.string().min(1).default('account_id').register(described, {
    name: 'HANDOFF_JWT_ACCOUNT_CLAIM',
    about: 'The claim with the account’s id here.',
    kind: 'PLAIN',
    example: 'account_id',
  }),
  jwtRoleClaim: z.string().min(1).default('role').register(described, {
    name: 'HANDOFF_JWT_ROLE_CLAIM',
    about: 'The claim with the role: owner, manager or member. The claims `email` and `name` say who it is.',
    kind: 'PLAIN',
    example: 'role',
  }),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'is not an http:// or https:// address' })
    .nullable()
    .default(null)
    .register(described, {
      name: 'HANDOFF_PUBLIC_URL',
      about: 'Where the ATSs reach this server, to tell of changes at once. If unset, they are asked now and then.',
      kind: 'PLAIN',
      example: 'https://handoff.example',
    }),
  connectorUrls: baseUrls.default({}).register(described, {
    name: 'HANDOFF_CONNECTOR_URLS',
    about: 'Points connectors elsewhere than to their ATS, by id: an emulator, a proxy. Comma-separated.',
    kind: 'PLAIN',
    example: 'some-ats=http://localhost:4001',
  }),
  metricsPort: port.nullable().default(null).register(described, {
    name: 'HANDOFF_METRICS_PORT',
    about: 'A port of its own for /metrics, as Prometheus reads it; keep it from the public. Off if unset.',
    kind: 'PLAIN',
    example: '9464',
  }),
  tracesEndpoint: z
    .url({ protocol: /^https?$/, error: 'is not an http:// address' })
    .nullable()
    .default(null)
    .register(described, {
      name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      about: 'An OpenTelemetry collector that takes traces over HTTP. Off, and free, if unset.',
      kind: 'PLAIN',
      example: 'http://localhost:4318',
    }),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'is not a log level')
    .default('info')
    .register(described, {
      name: 'HANDOFF_LOG_LEVEL',
      about: 'The least that is logged: debug, info, warn, error, or silent.',
      kind: 'PLAIN',
      example: 'info',
    }),
});

/** What is said of a setting, by its key. */
export function settingOf(key: keyof typeof settings.shape): Setting {
  const setting = described.get(settings.shape[key]);
  if (!setting) throw new Error(`the setting ${key} is not described`);
  return setting;
}
