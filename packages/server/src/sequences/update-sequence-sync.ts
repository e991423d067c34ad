import type { JobSelection } from '@handoff/core';
import { type Actor, difference, inWords, recordChange } from '../audit/record-change.ts';
import type { Database, Transaction } from '../database/client.ts';
import { done, invalid, notFound, type Result } from '../problem.ts';

/** What is left out stays. A job goes with `JOB` and with nothing else. */
export type SequenceSyncChange = {
  readonly sequenceId: string;
  readonly syncEnabled?: boolean;
  readonly jobSelection?: JobSelection;
  readonly jobId?: string | null;
};

/** Switches a sequence's sync and chooses its job. It counts for the events that come after (S4.2). */
export async function updateSequenceSync(
  database: Database,
  actor: Actor,
  change: SequenceSyncChange,
): Promise<Result<null>> {
  const { accountId } = actor;
  const { sequenceId: id, syncEnabled, jobId } = change;
  const jobSelection = change.jobSelection ?? (jobId ? 'JOB' : undefined);
  if (jobId && jobSelection !== 'JOB') return invalid('A job can be named only with the selection JOB.', ['jobId']);
  return database.$transaction(async (tx) => {
    const before = await tx.sequence.findUnique({ where: { accountId_id: { accountId, id } } });
    if (!before) return notFound('sequence', ['sequenceId']);
    const job = await chosenJob(tx, accountId, { jobSelection, jobId: jobId ?? before.jobId });
    if (!job.ok) return job;
    const data = {
      ...(syncEnabled === undefined ? {} : { syncEnabled }),
      ...(jobSelection === undefined ? {} : { jobSelection, jobId: job.value }),
    };
    await tx.sequence.update({ where: { accountId_id: { accountId, id } }, data });
    const changes = difference(before, data);
    const summary = `Changed of the sequence ${before.name}: ${inWords(changes)}.`;
    await recordChange(tx, actor, { action: 'sequence.updateSync', target: id, summary, changes });
    return done(null);
  });
}

type Choice = { readonly jobSelection: JobSelection | undefined; readonly jobId: string | null };

/** The job that goes with the selection; only JOB has one, and it must be the account's. */
async function chosenJob(tx: Transaction, accountId: string, choice: Choice): Promise<Result<string | null>> {
  const { jobSelection, jobId: id } = choice;
  if (jobSelection !== 'JOB') return done(null);
  if (id === null) return invalid('The selection JOB needs a job.', ['jobId']);
  const job = await tx.job.findUnique({ where: { accountId_id: { accountId, id } } });
  return job ? done(id) : notFound('job', ['jobId']);
}
