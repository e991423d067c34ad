import { decide, stays } from '@handoff/core';
import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Database, Transaction } from '../database/client.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { applyDecisions } from '../intake/apply-decisions.ts';
import { holdIntegrations } from '../intake/facts.ts';
import { done, invalid, notFound, type Result } from '../problem.ts';
import type { WakeOwners } from '../queue/queues.ts';
import { type AskedSync, mostAtOnce } from './asked-sync.ts';
import { holdIntents } from './sql/hold-intents.ts';
import { type HeldSync, holdSyncs } from './sql/hold-syncs.ts';

/** `syncIds`: in the caller's order; null where the caller gave what is no sync's id. */
export type AssignJob = { readonly syncIds: readonly (string | null)[]; readonly jobId: string };

/** Gives contacts who have synced the application to a job that they lack: explicit, and never by itself (S3.4). */
export async function assignJob(
  { database, wakeOwners }: { database: Database; wakeOwners: WakeOwners },
  actor: Actor,
  asked: AssignJob,
): Promise<Result<readonly AskedSync[]>> {
  if (asked.syncIds.length > mostAtOnce) return invalid(`At most ${mostAtOnce} may be named at once.`, ['syncIds']);
  return database.$transaction((tx) => assign(tx, { wakeOwners, actor, asked }), { timeout: 60_000 });
}

type Assigning = { readonly wakeOwners: WakeOwners; readonly actor: Actor; readonly asked: AssignJob };

async function assign(tx: Transaction, { wakeOwners, actor, asked }: Assigning): Promise<Result<readonly AskedSync[]>> {
  const { accountId } = actor;
  const { jobId } = asked;
  const { integrations } = await holdIntegrations(tx, accountId);
  const job = await tx.job.findUnique({ where: { accountId_id: { accountId, id: jobId } } });
  if (!job) return notFound('job', ['jobId']);
  const ids = asked.syncIds.flatMap((id) => id ?? []);
  const where = Prisma.sql`s.integration_id = ${job.integrationId}::uuid AND s.id = ANY(${ids}::uuid[])`;
  await holdIntents(tx, { accountId, where });
  const held = new Map((await holdSyncs(tx, { accountId, where, integrations })).map((sync) => [sync.syncId, sync]));
  const answers = asked.syncIds.map((id, index) => answerOf({ index, sync: held.get(id ?? ''), jobId }));
  const chosen = [
    ...new Set(answers.flatMap(({ syncId, problem }) => (syncId !== null && problem === null ? [syncId] : []))),
  ];
  const questions = chosen.flatMap((id) => {
    const sync = held.get(id);
    return sync
      ? [{ ...sync, trigger: { kind: 'ASSIGN_JOB', jobId } as const, cause: `member:${actor.memberId}` }]
      : [];
  });
  await applyDecisions(tx, accountId, { questions, askedBy: 'PERSON' });
  await recordChange(tx, actor, {
    action: 'sync.assignJob',
    target: jobId,
    summary: `Assigned the job ${job.title} to ${questions.length} contacts.`,
  });
  await wakeOwners(tx, accountId, questions);
  return done(answers);
}

function answerOf({ index, sync, jobId }: { index: number; sync: HeldSync | undefined; jobId: string }): AskedSync {
  const path = ['syncIds', String(index)];
  if (!sync) return { index, syncId: null, problem: { code: 'NOT_FOUND', message: 'There is no such sync.', path } };
  const decision = decide({ kind: 'ASSIGN_JOB', jobId }, sync.facts);
  const problem =
    decision.kind === 'STAY' ? ({ code: 'CONFLICT', message: stays[decision.because], path } as const) : null;
  return { index, syncId: sync.syncId, problem };
}
