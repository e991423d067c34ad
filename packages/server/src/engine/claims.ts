import type { IntentPriority } from '@handoff/core';
import type { Logger } from 'pino';
import type { Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { lookFor } from './look-up.ts';
import { type OpenContext, openIntegration } from './open-integration.ts';
import { projectSyncs } from './project-syncs.ts';
import type { PushContext } from './push-context.ts';
import type { RetryTimes } from './retry.ts';
import { type ClaimedIntent, claimIntents } from './sql/claim-intents.ts';
import { learnSizes } from './sql/learn-sizes.ts';
import { readContacts } from './sql/read-contacts.ts';
import type { Stretch } from './stretch.ts';
import type { Turn } from './turn.ts';

/** One contact's intents in our hands, with what they are pushed with. */
export type Claimed = { readonly context: PushContext; readonly intents: readonly ClaimedIntent[] };

/** What is due, contact by contact: claimed ahead, a batch at a time, so that no lane waits for the database. */
export type Claims = { next(): Promise<Claimed | null> };

/** Contacts that are claimed, and looked up, at once. */
export const batchSize = 50;

type Claiming = {
  readonly turn: Turn;
  readonly lease: Lease;
  readonly ledger: Ledger;
  readonly stretch: Stretch;
  readonly priority: IntentPriority;
};
type Claimer = OpenContext & {
  readonly log: Logger;
  readonly times: RetryTimes;
  readonly changed: (accountId: string) => void;
};

export function claimsOf(claimer: Claimer, claiming: Claiming): Claims {
  let ready: readonly Claimed[] = [];
  let isEmpty = false;
  let claim: Promise<void> | null = null;
  const refill = async () => {
    ready = await claimBatch(claimer, claiming);
    isEmpty = ready.length === 0;
  };
  return {
    async next() {
      while (claiming.stretch.goesOn() && !isEmpty) {
        const [first, ...others] = ready;
        ready = others;
        if (first) return first;
        claim ??= refill().finally(() => {
          claim = null;
        });
        await claim;
      }
      return null;
    },
  };
}

/** The session is opened anew for each batch: with the key that the integration has now. */
async function claimBatch(claimer: Claimer, claiming: Claiming): Promise<readonly Claimed[]> {
  const { database, log, times } = claimer;
  const { turn, lease, ledger, stretch, priority } = claiming;
  const integration = await openIntegration(claimer, turn, { priority, mayLeave: lease.isOurs });
  if (!integration) return [];
  const claimed = await database.$transaction(async (tx) => {
    await learnSizes(tx);
    const intents = await claimIntents(tx, turn, { priority, contacts: stretch.isProven() ? batchSize : 1 });
    await projectSyncs(tx, turn, [...new Set(intents.map(({ contactId }) => contactId))]);
    return intents;
  });
  if (claimed.length === 0) return [];
  claimer.changed(turn.accountId);
  const lanes = Map.groupBy(claimed, ({ contactId }) => contactId);
  const contacts = await readContacts(database, turn, [...lanes.keys()]);
  const look = lookFor({ ...turn, database, integration }, emailsOf(contacts, lanes));
  const context: PushContext = { database, log, turn, lease, ledger, integration, times, look };
  return [...lanes.values()].map((intents) => ({ context, intents }));
}

/** Of those who are to become candidates. */
function emailsOf(
  contacts: readonly { readonly contactId: string; readonly email: string | null }[],
  lanes: ReadonlyMap<string, readonly ClaimedIntent[]>,
): readonly string[] {
  return contacts.flatMap(({ contactId, email }) => {
    const isNew = lanes.get(contactId)?.some(({ kind }) => kind === 'CANDIDATE');
    return isNew && email !== null ? [email] : [];
  });
}
