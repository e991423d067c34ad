import { type IntentState, intentKey, intentStates, project, type Reason, type SyncState } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { feedParts } from '../../live/feed.ts';

export type Deciding = {
  readonly accountId: string;
  /**
   * A relation with a row for each sync that moves: sync_id, integration_id, enrollment_id, contact_id, sequence_id,
   * from_state, from_reason (both null for one that begins), candidate, job_id, reason, on_duplicate, decided_on, cause.
   */
  readonly decided: Prisma.Sql;
  readonly priority: 'LIVE' | 'BULK';
  /** Intents that have ended so are wished again. What is held stays held, unless a person asks. */
  readonly reopens: readonly IntentState[];
  /** Whose candidate was deleted in the ATS is made again only when a person names them (S10.2). */
  readonly gone: 'STAYS' | 'WISHED_AGAIN';
  /** Further parts of the statement, which may read `moved`. */
  readonly with?: Prisma.Sql;
};

/** How many syncs took one step. */
export type Step = {
  readonly fromState: SyncState['state'] | null;
  readonly fromReason: Reason | null;
  readonly toState: SyncState['state'];
  readonly toReason: Reason | null;
  readonly count: number;
};

/**
 * Writes decisions down, however many, in one statement: the intents that they need, the syncs that follow
 * from them, history, feed. No rule is written in it: what the policy said is in `decided`, and what people see
 * of intents is the table that `project` gives.
 */
export async function writeDecisions(tx: Transaction, deciding: Deciding): Promise<readonly Step[]> {
  const { accountId, decided, priority, reopens, gone, with: more = Prisma.empty } = deciding;
  const again = Prisma.sql`(i.state = ANY(${[...reopens]}::intent_state[])
    AND (${gone === 'WISHED_AGAIN'} OR i.error_code IS DISTINCT FROM 'CANDIDATE_GONE'))`;
  return tx.$queryRaw<Step[]>`
    WITH decided AS MATERIALIZED (${decided}), wish AS (
      SELECT DISTINCT ON (integration_id, contact_id, wanted.job_id) integration_id, contact_id, wanted.job_id, on_duplicate,
        CASE WHEN wanted.job_id IS NULL THEN candidate ELSE 'PENDING' END AS state
      FROM decided CROSS JOIN LATERAL (VALUES (NULL::uuid), (job_id)) AS wanted (job_id)
      WHERE candidate IS NOT NULL ORDER BY integration_id, contact_id, wanted.job_id NULLS FIRST
    ), opened AS (
      INSERT INTO intent AS i (account_id, id, integration_id, key, kind, contact_id, job_id, priority, on_duplicate, state)
      SELECT ${accountId}::uuid, gen_random_uuid(), integration_id,
        CASE WHEN job_id IS NULL THEN format(${candidateKey}, contact_id) ELSE format(${applicationKey}, contact_id, job_id) END,
        CASE WHEN job_id IS NULL THEN 'CANDIDATE' ELSE 'APPLICATION' END::intent_kind, contact_id, job_id,
        ${priority}::intent_priority, on_duplicate::on_duplicate, state::intent_state
      FROM wish
      ON CONFLICT (account_id, integration_id, key) DO UPDATE SET
        state = CASE WHEN ${again} AND ${unanswered} AND EXCLUDED.state = 'PENDING' THEN 'UNKNOWN'
          WHEN ${again} THEN EXCLUDED.state ELSE i.state END,
        attempts = CASE WHEN ${again} THEN 0 ELSE i.attempts END,
        failures = CASE WHEN ${again} THEN 0 ELSE i.failures END,
        retry_at = CASE WHEN ${again} THEN NULL ELSE i.retry_at END,
        error_code = CASE WHEN ${again} THEN NULL ELSE i.error_code END,
        error_message = CASE WHEN ${again} THEN NULL ELSE i.error_message END,
        on_duplicate = CASE WHEN ${again} THEN EXCLUDED.on_duplicate ELSE i.on_duplicate END,
        priority = CASE WHEN ${again} THEN EXCLUDED.priority ELSE least(i.priority, EXCLUDED.priority) END
      RETURNING integration_id, contact_id, job_id, state, error_code, error_message
    ), moved AS MATERIALIZED (
      SELECT decided.*, coalesce(shown."toState", 'NOT_SYNCED')::sync_state AS to_state, decided.reason::not_synced_reason AS to_reason,
        CASE WHEN shown."toState" = 'FAILED' THEN coalesce(c.error_code, a.error_code) END AS error_code,
        CASE WHEN shown."toState" = 'FAILED' THEN coalesce(c.error_message, a.error_message) END AS error_message
      FROM decided
      LEFT JOIN opened c ON c.integration_id = decided.integration_id AND c.contact_id = decided.contact_id AND c.job_id IS NULL
      LEFT JOIN opened a ON a.integration_id = decided.integration_id AND a.contact_id = decided.contact_id AND a.job_id = decided.job_id
      LEFT JOIN jsonb_to_recordset(${JSON.stringify(projection)}::jsonb) AS shown (candidate text, application text, "toState" text)
        ON decided.reason IS NULL AND shown.candidate = c.state::text AND shown.application = coalesce(a.state::text, 'NONE')
    ), begun AS (
      INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state, reason, job_id, decided_on,
        error_code, error_message)
      SELECT ${accountId}::uuid, sync_id, integration_id, enrollment_id, contact_id, sequence_id, to_state, to_reason, job_id,
        decided_on, error_code, error_message
      FROM moved WHERE from_state IS NULL
      RETURNING id
    ), changed AS (
      UPDATE sync SET state = to_state, reason = to_reason, job_id = moved.job_id, decided_on = moved.decided_on,
        error_code = moved.error_code, error_message = moved.error_message, retry_at = NULL, attempts = 0, updated_at = now()
      FROM moved WHERE sync.account_id = ${accountId}::uuid AND sync.id = sync_id AND from_state IS NOT NULL
      RETURNING sync.id
    ), told AS (
      INSERT INTO sync_history (account_id, sync_id, from_state, from_reason, to_state, to_reason, cause)
      SELECT ${accountId}::uuid, sync_id, from_state, from_reason, to_state, to_reason, cause FROM moved
      WHERE (from_state, from_reason) IS DISTINCT FROM (to_state, to_reason)
      RETURNING 1
    )${more}, ${feedParts(accountId, {
      syncs: Prisma.sql`SELECT integration_id, sequence_id, sync_id FROM moved`,
      after: Prisma.sql`(SELECT count(*) FROM begun) + (SELECT count(*) FROM changed) + (SELECT count(*) FROM told)`,
    })}
    SELECT from_state::text AS "fromState", from_reason::text AS "fromReason", to_state::text AS "toState",
      to_reason::text AS "toReason", count(*)::int AS count
    FROM moved GROUP BY 1, 2, 3, 4`;
}

/** Sent, and given up before an answer came: wished again, it is looked up first. */
const unanswered = Prisma.sql`i.state = 'CANCELLED' AND i.since IS NOT NULL`;

const candidateKey = intentKey({ contactId: '%s', jobId: null });
const applicationKey = intentKey({ contactId: '%s', jobId: '%s' });

const states = Object.keys(intentStates) as readonly IntentState[];

/** What people see of each pair of intents: `project`, as a table that a statement can join. */
const projection = states.flatMap((candidate) =>
  (['NONE', ...states] as const).map((application) => {
    const view = { state: candidate, code: null };
    const toState = project(application === 'NONE' ? [view] : [view, { state: application, code: null }]).state;
    return { candidate, application, toState };
  }),
);
