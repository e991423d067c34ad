import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Answer } from '../support/client.ts';
import type { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { startRun } from '../support/runs.ts';
import { add, connect, jobTitled, newContact, newSequence, settled } from '../support/seed.ts';
import { statementsOf } from './count-statements.ts';

const budgets = z
  .record(z.string(), z.int())
  .parse(JSON.parse(readFileSync(new URL('./statements.json', import.meta.url), 'utf8')));

/** An account whose contacts are all synced into one job: so many in one sequence. */
type Account = {
  readonly harness: Harness;
  readonly integrationId: string;
  readonly sequenceId: string;
  readonly jobId: string;
  readonly results: readonly Answer[];
  readonly runId: string;
};

async function accountOf(contacts: number): Promise<Account> {
  const harness = await startHarness();
  const { id: integrationId } = await connect(harness, { mode: 'ON_ADDED' });
  const { id: jobId } = await jobTitled(harness, integrationId);
  const sequenceId = await newSequence(harness, { jobSelection: 'JOB', jobId });
  const added = Array.from({ length: contacts }, () => newContact());
  const { results } = await add(harness, sequenceId, added);
  for (const { email } of added) await settled(harness, 'SYNCED', { email });
  const { id: runId } = await startRun(harness, { integrationId, sequenceId });
  return { harness, integrationId, sequenceId, jobId, results, runId };
}

let few: Account;
let many: Account;
afterAll(() => Promise.all([few.harness.stop(), many.harness.stop()]));

test('an account of 3 contacts and one of 40, all of them synced', async () => {
  few = await accountOf(3);
  many = await accountOf(40);
}, 120_000);

type Variables = (account: Account) => Readonly<Record<string, unknown>>;

const emails = ({ results }: Account) => results.map(({ enrollment }) => enrollment.contact.email);
const syncIds = ({ results }: Account) => results.map(({ enrollment }) => enrollment.syncs[0].id);

const operations: Readonly<Partial<Record<keyof typeof documents, Variables>>> = {
  Viewer: () => ({}),
  Integrations: () => ({}),
  Jobs: ({ integrationId }) => ({ integrationId }),
  SequenceSync: ({ sequenceId }) => ({ id: sequenceId }),
  Contacts: () => ({}),
  WhyNotSynced: (account) => ({ id: syncIds(account)[0] }),
  CheckDuplicates: (account) => ({ integrationId: account.integrationId, emails: emails(account) }),
  PreviewResync: ({ integrationId, sequenceId }) => ({ input: { integrationId, sequenceId } }),
  ResyncRun: ({ runId }) => ({ id: runId }),
  AuditLog: () => ({}),
};

for (const [operation, variables] of Object.entries(operations)) {
  test(`${operation} takes the statements of its budget, and no more of them for more rows`, async () => {
    const counts = [];
    for (const account of [few, many]) {
      const name = operation as keyof typeof documents;
      const statements = await statementsOf(() => account.harness.client.send(name, variables(account)));
      counts.push(statements.length);
    }
    const budget = budgets[operation];
    expect({ [operation]: counts }).toEqual({ [operation]: [budget, budget] });
  });
}

test('every budget is of an operation that is measured', () => {
  expect(Object.keys(budgets)).toEqual(Object.keys(operations));
});
