import { type ErrorCode, type Reason, reasons, type Stay, stays } from '@handoff/core';
import { z } from 'zod';
import type { Database } from '../database/client.ts';
import type { RunOutcome } from '../generated/prisma/enums.ts';

/** What has become of a run's contacts so far; adds up to its total. */
export type RunCounts = Readonly<
  Record<'synced' | 'linked' | 'exists' | 'failed' | 'skipped' | 'cancelled' | 'pending', number>
>;

export type RunProgress = {
  readonly counts: RunCounts;
  readonly remoteCalls: number;
  readonly failures: readonly { readonly code: ErrorCode; readonly count: number }[];
};

type Row = {
  readonly runId: string;
  readonly outcome: RunOutcome | null;
  readonly code: ErrorCode | null;
  readonly count: number;
  readonly remoteCalls: number;
};

/** How far these runs are: one statement for all. */
export async function readRuns(
  database: Database,
  accountId: string,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, RunProgress>> {
  const runs = await database.resyncRun.findMany({
    where: { accountId, id: { in: [...runIds] } },
    select: { id: true, skips: true },
  });
  const rows = await database.$queryRaw<Row[]>`
    SELECT run_id AS "runId", outcome::text AS outcome, error_code AS code, count(*)::int AS count,
      sum(remote_calls)::int AS "remoteCalls"
    FROM resync_item WHERE account_id = ${accountId}::uuid AND run_id = ANY(${[...runIds]}::uuid[]) AND NOT shared
    GROUP BY 1, 2, 3 ORDER BY 4 DESC`;
  return new Map(
    runs.map(({ id, skips }) => [
      id,
      progressOf(
        rows.filter(({ runId }) => runId === id),
        skipsOf(skips),
      ),
    ]),
  );
}

function progressOf(rows: readonly Row[], skips: readonly Skip[]): RunProgress {
  const of = (outcome: RunOutcome | null) =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, { count }) => sum + count, 0);
  return {
    counts: {
      synced: of('SYNCED'),
      linked: of('LINKED'),
      exists: of('EXISTS'),
      failed: of('FAILED'),
      skipped: skips.reduce((sum, { count }) => sum + count, 0),
      cancelled: of('CANCELLED'),
      pending: of(null),
    },
    remoteCalls: rows.reduce((sum, { remoteCalls }) => sum + remoteCalls, 0),
    failures: rows.flatMap(({ outcome, code, count }) =>
      outcome === 'FAILED' ? [{ code: code ?? 'INTERNAL', count }] : [],
    ),
  };
}

export type Skip = { readonly reason: Reason | Stay; readonly count: number };

const skipped = z.array(
  z.object({
    reason: z
      .string()
      .refine((text): text is Reason | Stay => Object.hasOwn(reasons, text) || Object.hasOwn(stays, text)),
    count: z.int(),
  }),
);

/** Why a run left some as they were, from its row. */
export function skipsOf(kept: unknown): readonly Skip[] {
  return skipped.parse(kept);
}

/** How long what is pending takes at the pace so far; before the first has ended, at the pace of the ATS's limit. Seconds. */
export function secondsLeft(
  { counts }: Pick<RunProgress, 'counts'>,
  pace: { elapsedMs: number; msPerContact: number },
): number {
  const ended = counts.synced + counts.linked + counts.exists + counts.failed;
  const each = ended > 0 ? pace.elapsedMs / ended : pace.msPerContact;
  return Math.ceil((counts.pending * each) / 1_000);
}
