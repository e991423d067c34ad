import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Harness } from './harness.ts';

/** Whose contacts, and how their syncs stand: left while the mode was OFF, queued by a run, or synced without a job. */
type Many = {
  readonly integrationId: string;
  readonly sequenceId: string;
  readonly count: number;
  readonly as: 'NOT_SYNCED' | 'QUEUED' | 'SYNCED';
};

/** The row's id in a global id. */
const rowId = z
  .string()
  .transform((id) => Buffer.from(id, 'base64').toString().split(':').at(-1))
  .pipe(z.uuid());

/**
 * Contacts by one statement, where a test needs more than it could send. Their addresses are `many.1@new.example` and
 * on. Answers with the run that queued them, or would have.
 */
export async function seedMany(
  { database, accountId }: Pick<Harness, 'database' | 'accountId'>,
  { count, as, ...ids }: Many,
): Promise<{ readonly runId: string }> {
  const [integrationId, sequenceId, id] = [rowId.parse(ids.integrationId), rowId.parse(ids.sequenceId), randomUUID()];
  const address = (n: string) => `'many.' || ${n} || '@new.example'`;
  await database.$transaction(
    async (tx) => {
      // What is seeded fits together: to look that up for each row takes longer than to write it.
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRawUnsafe(
        `WITH person AS MATERIALIZED (
          SELECT $1::uuid AS account_id, $2::uuid AS integration_id, $3::uuid AS sequence_id, $4::uuid AS run_id, n,
            gen_random_uuid() AS contact_id, gen_random_uuid() AS enrollment_id, gen_random_uuid() AS sync_id
          FROM generate_series(1, $5::int) AS n
        ), contacts AS (
          INSERT INTO contact (account_id, id, name, email, email_key)
          SELECT account_id, contact_id, 'Person ' || n, ${address('n')}, ${address('n')} FROM person
        ), enrollments AS (
          INSERT INTO enrollment (account_id, id, contact_id, sequence_id, added_at)
          SELECT account_id, enrollment_id, contact_id, sequence_id, now() FROM person
        ), syncs AS (
          INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state, reason)
          SELECT account_id, sync_id, integration_id, enrollment_id, contact_id, sequence_id, $6::sync_state,
            CASE $6 WHEN 'NOT_SYNCED' THEN 'SYNC_OFF' END::not_synced_reason FROM person
        ), intents AS (
          INSERT INTO intent (account_id, id, integration_id, key, kind, contact_id, priority, on_duplicate, state)
          SELECT account_id, gen_random_uuid(), integration_id, 'candidate:' || contact_id, 'CANDIDATE', contact_id,
            'BULK', 'HOLD', CASE $6 WHEN 'QUEUED' THEN 'PENDING' ELSE 'DONE' END::intent_state
          FROM person WHERE $6 <> 'NOT_SYNCED'
        ), links AS (
          INSERT INTO candidate_link (account_id, integration_id, contact_id, origin, remote_id, remote_created_at)
          SELECT account_id, integration_id, contact_id, 'CREATED', 'candidate-' || n, now()
          FROM person WHERE $6 = 'SYNCED'
        ), run AS (
          INSERT INTO resync_run (account_id, id, integration_id, idempotency_key, started_by, settings, total)
          SELECT $1::uuid, $4::uuid, $2::uuid, $4::text, $4::uuid, '{}', $5::int WHERE $6 = 'QUEUED'
        )
        INSERT INTO resync_item (account_id, run_id, sync_id)
        SELECT account_id, run_id, sync_id FROM person WHERE $6 = 'QUEUED'`,
        ...[accountId, integrationId, sequenceId, id, count, as],
      );
    },
    { timeout: 120_000 },
  );
  return { runId: Buffer.from(`ResyncRun:${id}`).toString('base64') };
}
