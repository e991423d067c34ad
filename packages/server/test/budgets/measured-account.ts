import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { startRun } from '../support/runs.ts';
import { add, connect, newContact, newSequence, settled } from '../support/seed.ts';

/** An account with so many contacts who have synced, so many of whom are also in a sequence without a job, and so many held. */
export type Account = {
  readonly harness: Harness;
  readonly size: number;
  readonly integrationId: string;
  readonly sequenceId: string;
  /** A job that nobody has been handed over to. */
  readonly otherJobId: string;
  readonly emails: readonly string[];
  readonly contactIds: readonly string[];
  readonly syncIds: readonly string[];
  readonly withoutJob: readonly string[];
  readonly held: readonly string[];
  readonly runId: string;
};

export async function openAccount(size: number): Promise<Account> {
  const harness = await startHarness();
  const { id: integrationId } = await connect(harness, { mode: 'ON_ADDED' });
  const { jobs } = await harness.client.send('Jobs', { integrationId, search: '' });
  const [jobId, otherJobId] = jobs.nodes.map(({ id }: Answer) => id);
  const sequenceId = await newSequence(harness, { jobSelection: 'JOB', jobId });
  const emails = Array.from({ length: size }, () => newContact().email);
  const synced = await addAll(harness, { emails, sequenceId, state: 'SYNCED' });
  const jobless = await newSequence(harness, { jobSelection: 'NONE' });
  const withoutJob = await addAll(harness, { emails, sequenceId: jobless, state: 'SYNCED' });
  const known = Array.from({ length: size }, () => newContact().email);
  for (const email of known) {
    await harness.control('/candidates', { name: 'Known', email, createdAt: '2020-02-02T10:00:00.000Z' });
  }
  const held = await addAll(harness, { emails: known, sequenceId, state: 'EXISTS' });
  const { id: runId } = await startRun(harness, { integrationId, sequenceId: jobless });
  return {
    ...{ harness, size, integrationId, sequenceId, otherJobId, emails, runId },
    contactIds: synced.map(({ enrollment }) => enrollment.contact.id),
    syncIds: synced.map(syncIdOf),
    withoutJob: withoutJob.map(syncIdOf),
    held: held.map(syncIdOf),
  };
}

type Adding = { readonly emails: readonly string[]; readonly sequenceId: string; readonly state: string };

async function addAll(harness: Harness, { emails, sequenceId, state }: Adding): Promise<readonly Answer[]> {
  const contacts = emails.map((email) => newContact({ email }));
  const { results } = await add(harness, sequenceId, contacts);
  for (const email of emails) await settled(harness, state, { email, sequenceId });
  return results;
}

const syncIdOf = ({ enrollment }: Answer): string => enrollment.syncs[0].id;
