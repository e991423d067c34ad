import type { Facts } from '@handoff/core';
import type { Actor } from '../../audit/record-change.ts';
import type { Transaction } from '../../database/client.ts';
import type { StartResync } from '../selection.ts';

type Claiming = {
  readonly runId: string;
  readonly actor: Actor;
  readonly request: StartResync;
  readonly settings: Facts['settings'];
};

/** Begins a run, once an idempotency key: who comes second waits here, and gets the first one's run. */
export async function claimRun(
  tx: Transaction,
  { runId, actor, request, settings }: Claiming,
): Promise<{ readonly runId: string; readonly claimed: 'NOW' | 'BEFORE' }> {
  const { accountId, memberId } = actor;
  const { integrationId, idempotencyKey, ...asked } = request;
  const kept = JSON.stringify({ settings, ...asked });
  const began = await tx.$executeRaw`
    INSERT INTO resync_run (account_id, id, integration_id, idempotency_key, started_by, settings, total)
    VALUES (${accountId}::uuid, ${runId}::uuid, ${integrationId}::uuid, ${idempotencyKey}, ${memberId}::uuid, ${kept}::jsonb, 0)
    ON CONFLICT (account_id, idempotency_key) DO NOTHING`;
  if (began === 1) return { runId, claimed: 'NOW' };
  const key = { accountId_idempotencyKey: { accountId, idempotencyKey } };
  const { id } = await tx.resyncRun.findUniqueOrThrow({ where: key, select: { id: true } });
  return { runId: id, claimed: 'BEFORE' };
}
