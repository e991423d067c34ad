import {
  type ErrorCode,
  type Facts,
  type JobSelection,
  nothingKnown,
  type Reason,
  type SyncState,
} from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import type { Prisma } from '../generated/prisma/client.ts';

/** Syncs that the policy cannot tell apart, and how many they are. */
export type FactClass = {
  readonly factClass: string;
  readonly sequence: Facts['sequence'];
  readonly state: SyncState;
  readonly email: 'GIVEN' | 'NONE';
  readonly reply: 'GIVEN' | 'NONE';
  readonly link: 'GIVEN' | 'NONE';
  readonly added: 'BEFORE_CONNECTION' | 'SINCE';
  readonly count: number;
};

type Row = {
  readonly factClass: string;
  readonly syncEnabled: boolean;
  readonly jobSelection: JobSelection;
  readonly jobId: string | null;
  readonly state: SyncState['state'];
  readonly reason: Reason | null;
  readonly code: ErrorCode | null;
  readonly hasEmail: boolean;
  readonly hasReplied: boolean;
  readonly isLinked: boolean;
  readonly isEarlier: boolean;
  readonly count: number;
};

/** The classes of these targets: few, however many the targets are. */
export async function readFactClasses(tx: Transaction, found: Prisma.Sql): Promise<readonly FactClass[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT fact_class AS "factClass", sync_enabled AS "syncEnabled", job_selection::text AS "jobSelection",
      sequence_job_id AS "jobId", state::text AS state, reason::text AS reason, error_code AS code, has_email AS "hasEmail",
      has_replied AS "hasReplied", is_linked AS "isLinked", is_earlier AS "isEarlier", count(*)::int AS count
    FROM (${found}) AS target GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`;
  return rows.map(({ factClass, syncEnabled, jobSelection, jobId, count, ...row }) => ({
    factClass,
    sequence: { syncEnabled, jobSelection, jobId },
    state: stateOf(row),
    email: row.hasEmail ? 'GIVEN' : 'NONE',
    reply: row.hasReplied ? 'GIVEN' : 'NONE',
    link: row.isLinked ? 'GIVEN' : 'NONE',
    added: row.isEarlier ? 'BEFORE_CONNECTION' : 'SINCE',
    count,
  }));
}

function stateOf({ state, reason, code }: Pick<Row, 'state' | 'reason' | 'code'>): SyncState {
  if (state === 'NOT_SYNCED') return { state, reason: reason ?? 'SYNC_OFF' };
  return state === 'FAILED' ? { state, code: code ?? 'INTERNAL' } : { state };
}

/** What the policy is asked about each of a class: of a person only whether there is something, never what. */
export function factsOf(one: FactClass, settings: Facts['settings']): Facts {
  const addedAt =
    one.added === 'BEFORE_CONNECTION' ? new Date(settings.connectedAt.getTime() - 1) : settings.connectedAt;
  return {
    settings,
    sequence: one.sequence,
    enrollment: { addedAt, repliedAt: one.reply === 'GIVEN' ? addedAt : null },
    contact: { email: one.email === 'GIVEN' ? '' : null },
    sync: { state: one.state, jobId: null },
    ats: { ...nothingKnown, linkedTo: one.link === 'GIVEN' ? '' : null },
  };
}
