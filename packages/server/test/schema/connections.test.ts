import { afterAll, beforeAll, expect, test } from 'vitest';
import { statementsOf } from '../budgets/count-statements.ts';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 0 } });
  await harness.database.$executeRaw`
    INSERT INTO contact (account_id, id, name) SELECT ${harness.accountId}::uuid, gen_random_uuid(), 'Dana'
    FROM generate_series(1, 130)`;
  await harness.database.$executeRaw`
    INSERT INTO sequence (account_id, id, name) SELECT ${harness.accountId}::uuid, gen_random_uuid(), 'Engineers'
    FROM generate_series(1, 130)`;
  // It happens to hold those of one name in the order that is to be asked for.
  await harness.database.$executeRaw`DROP INDEX contact_account_id_name_key_id_idx`;
});
afterAll(() => harness.stop());

async function ask(field: string, args: string, selection = 'nodes { id }'): Promise<Answer> {
  const { body } = await harness.client.post({ query: `{ ${field}${args && `(${args})`} { ${selection} } }` });
  expect(body.errors).toBeUndefined();
  return body.data[field];
}

const fields = ['contacts', 'sequences'];

test.each(fields)('a page of %s has 25, unless it is said otherwise, and never more than 100', async (field) => {
  const lengths = [];
  for (const args of ['', 'first: 7', 'last: 7', 'first: 100', 'first: 101', 'last: 130']) {
    lengths.push((await ask(field, args)).nodes.length);
  }
  expect(lengths).toEqual([25, 7, 7, 100, 100, 100]);
});

test.each(['contacts(order: NAME', 'contacts(order: NEWEST', 'sequences('])(
  '%s …) misses nobody and tells of nobody twice, though all have the same name',
  async (begin) => {
    const [field = '', order = ''] = begin.split('(');
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const place: string = after === null ? '' : `, after: "${after}"`;
      const { nodes, pageInfo } = await ask(
        field,
        `${order} first: 40${place}`,
        'nodes { id } pageInfo { hasNextPage endCursor }',
      );
      seen.push(...nodes.map(({ id }: Answer) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([130, 130]);
  },
);

test.each(fields)('%s are counted only for who asks how many there are', async (field) => {
  const counts = async (selection: string) => {
    const statements = await statementsOf(() => ask(field, 'first: 1', selection));
    return statements.filter((text) => /count\(|contact_count/i.test(text)).length;
  };
  expect(await counts('nodes { id } pageInfo { hasNextPage }')).toBe(0);
  expect(await counts('nodes { id } totalCount')).toBe(1);
  expect((await ask(field, 'first: 1', 'totalCount')).totalCount).toBe(130);
});
