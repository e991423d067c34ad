import type { Facts } from '@handoff/core';
import type { Database, Transaction } from '../database/client.ts';
import { holdAccount } from '../database/hold-account.ts';

/** What the policy needs to know of a connected integration, as it is at the event. */
export type IntegrationFacts = {
  readonly integrationId: string;
  readonly connectorId: string;
  readonly settings: Facts['settings'];
  readonly activityTracking: boolean;
};
export type SequenceFacts = { readonly sequenceId: string; readonly sequence: Facts['sequence'] };

/** The connected integrations, and PostgreSQL's time: after each connection of theirs, and before any that is still to come. */
export type HeldIntegrations = { readonly integrations: readonly IntegrationFacts[]; readonly now: Date };

/**
 * Keeps connecting and disconnecting out until the transaction ends: an enrollment is either there when
 * an integration connects, or sees it.
 */
export async function holdIntegrations(tx: Transaction, accountId: string): Promise<HeldIntegrations> {
  const now = await holdAccount(tx, accountId, 'SHARED');
  return { integrations: await readIntegrations(tx, accountId), now };
}

/** The connected integrations and their settings, as they are now. */
export async function readIntegrations(
  db: Database | Transaction,
  accountId: string,
): Promise<readonly IntegrationFacts[]> {
  const integrations = await db.integration.findMany({ where: { accountId, status: { not: 'DISCONNECTED' } } });
  return integrations.map(({ id, connectorId, activityTracking, ...row }) => ({
    integrationId: id,
    connectorId,
    settings: settingsOf(row),
    activityTracking,
  }));
}

function settingsOf({ connectedAt, mode, defaultJobId, deduplication, onDuplicate }: Facts['settings']) {
  return { connectedAt, mode, defaultJobId, deduplication, onDuplicate };
}

/**
 * Locks these sequences until the transaction ends. Events of one sequence come in one after the other,
 * so that a reply and the contact it belongs to cannot miss each other; the order of locks is fixed.
 */
export async function holdSequences(
  tx: Transaction,
  accountId: string,
  sequenceIds: readonly string[],
): Promise<ReadonlyMap<string, SequenceFacts>> {
  const rows = await tx.$queryRaw<{ id: string; syncEnabled: boolean; jobSelection: string; jobId: string | null }[]>`
    SELECT id, sync_enabled AS "syncEnabled", job_selection::text AS "jobSelection", job_id AS "jobId"
    FROM sequence WHERE account_id = ${accountId}::uuid AND id = ANY(${[...sequenceIds]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
  return new Map(
    rows.map(({ id, syncEnabled, jobSelection, jobId }) => [
      id,
      {
        sequenceId: id,
        sequence: { syncEnabled, jobSelection: jobSelection as Facts['sequence']['jobSelection'], jobId },
      },
    ]),
  );
}
