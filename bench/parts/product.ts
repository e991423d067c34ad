import { randomBytes } from 'node:crypto';
import { parseConfig } from '@handoff/server/src/config.ts';
import { defaultTimes } from '@handoff/server/src/engine/retry.ts';
import { type Handoff, startHandoff } from '@handoff/server/src/main.ts';

export type ProductOptions = {
  readonly databaseUrl: string;
  /** Where Ashby is. */
  readonly atsUrl: string;
  readonly role?: 'all' | 'api' | 'worker';
  /** By their names in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** The product as `handoff serve` starts it, in this process and with the times of production. */
export function startProduct({ databaseUrl, atsUrl, role = 'all', settings = {} }: ProductOptions): Promise<Handoff> {
  const config = parseConfig({
    DATABASE_URL: databaseUrl,
    HANDOFF_VAULT_KEY: randomBytes(32).toString('base64'),
    HANDOFF_PORT: '0',
    HANDOFF_ROLE: role,
    HANDOFF_CONNECTOR_URLS: `ashby=${atsUrl}`,
    HANDOFF_LOG_LEVEL: 'error',
    ...settings,
  });
  return startHandoff(config, { times: defaultTimes });
}
