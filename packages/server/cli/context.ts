import { registryOf } from '@handoff/core';
import type { Config } from '../src/config.ts';
import * as registered from '../src/connectors.ts';
import { type Database, openDatabase } from '../src/database/client.ts';
import { type Connectors, connectorsOf } from '../src/engine/open-integration.ts';
import { defaultTimes } from '../src/engine/retry.ts';
import { type Tenancy, tenancyOf } from '../src/security/tenancy.ts';
import { type Vault, vaultOf } from '../src/security/vault.ts';

/** What a command works with: the parts of the product, without a queue or a server of its own. */
export type CommandContext = AsyncDisposable & {
  readonly config: Config;
  readonly database: Database;
  readonly tenancy: Tenancy;
  readonly vault: Vault;
  readonly connectors: Connectors;
  readonly now: () => number;
};

export function openContext(config: Config, now: () => number = Date.now): CommandContext {
  const database = openDatabase(config.databaseUrl);
  const { connectors } = registryOf(registered);
  return {
    config,
    now,
    database,
    tenancy: tenancyOf(database),
    vault: vaultOf(config.vaultKeys),
    connectors: connectorsOf(connectors, {
      baseUrls: config.connectorUrls,
      timeoutMs: defaultTimes.sendMs,
      longestMs: defaultTimes.longestMs,
    }),
    [Symbol.asyncDispose]: () => database.$disconnect(),
  };
}
