/** The product's schema with nothing around it: no token, no limits, no wall, every statement on its own. */
import { registryOf } from '@handoff/core';
import * as registered from '@handoff/server/src/connectors.ts';
import { openDatabase } from '@handoff/server/src/database/client.ts';
import { connectorsOf } from '@handoff/server/src/engine/open-integration.ts';
import { loadersOf } from '@handoff/server/src/graphql/loaders.ts';
import { z } from 'zod';
import { settingsAs } from './serve.ts';

export { schema } from '@handoff/server/src/graphql/schema.ts';

const { databaseUrl, accountId } = settingsAs(z.object({ databaseUrl: z.string(), accountId: z.string() }));
const database = openDatabase(databaseUrl);
const { connectors: all } = registryOf(registered);
const connectors = connectorsOf(all, { baseUrls: {}, timeoutMs: 1_000, longestMs: 1_000 });
const caller = { accountId, scopes: ['READ'] };

/** As much of the context as reading contacts needs. */
export function bareContext() {
  return { database, connectors, caller, loaders: loadersOf({ database, connectors }, accountId), refusals: [] };
}
