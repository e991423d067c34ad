import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operationNames, textOf } from '../contract/contract.ts';
import { overEvents } from '../support/subscribe.ts';
import { statementsOf, transactionsOf } from './count-statements.ts';
import { type Account, openAccount } from './measured-account.ts';
import { mutations, queries, subscriptions } from './operations.ts';

const budgets = z
  .record(z.string(), z.int())
  .parse(JSON.parse(readFileSync(new URL('./statements.json', import.meta.url), 'utf8')));

let few: Account;
let many: Account;
afterAll(() => Promise.all([few.harness.stop(), many.harness.stop()]));

test('an account with 3 contacts of each kind, and one with 25', async () => {
  few = await openAccount(3);
  many = await openAccount(25);
}, 120_000);

const asked = [
  ...Object.entries(queries).map(([operation, variables]) => [operation, variables, answer] as const),
  ...Object.entries(subscriptions).map(([operation, variables]) => [operation, variables, firstFrame] as const),
  ...Object.entries(mutations).map(([operation, variables]) => [operation, variables, answer] as const),
];

for (const [operation, variablesFor, ask] of asked) {
  test(`${operation} takes the statements of its budget, and no more of them for more rows`, async () => {
    const budget = budgets[operation] ?? 0;
    for (const account of [few, many]) {
      const variables = await variablesFor(account);
      const statements = await statementsOf(() => ask(account, operation, variables));
      expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(budget);
    }
  });
}

test('every operation of the contract has a budget', () => {
  expect(Object.keys(budgets).toSorted()).toEqual(operationNames.toSorted());
  expect(asked.map(([operation]) => operation).toSorted()).toEqual(operationNames.toSorted());
});

async function answer({ harness }: Account, operation: string, variables: object): Promise<void> {
  const { body } = await harness.client.post({ query: textOf(operation), variables });
  expect(JSON.stringify(body)).not.toMatch(/"errors":|"code":"(?!REMOTE)/);
}

async function firstFrame(
  { harness }: Account,
  operation: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  const frames = overEvents(harness.client, { query: textOf(operation), variables });
  await frames.next();
  await frames.close();
}

test('all that Contacts reads is read in one transaction, beside that of the token', async () => {
  expect(await transactionsOf(() => many.harness.client.send('Contacts'))).toBeLessThanOrEqual(2);
});
