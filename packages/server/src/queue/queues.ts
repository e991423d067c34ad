import { z } from 'zod';
import type { Transaction } from '../database/client.ts';

/** Wakes the owner of an integration: there may be intents to work off. Ids only; the intents are the truth. */
export const drainQueue = {
  name: 'drain',
  payload: z.strictObject({ accountId: z.uuid(), integrationId: z.uuid() }),
} as const;
export type Drain = z.output<typeof drainQueue.payload>;

/** Wakes the owner of each integration that something was decided for, when the transaction commits. */
export type WakeOwners = (
  tx: Transaction,
  accountId: string,
  decided: readonly { readonly integrationId: string }[],
) => Promise<void>;
