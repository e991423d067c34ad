import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

/** Work that ends when it is told to, and what it was given, call by call. */
function work() {
  const calls: (readonly number[])[] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const double = gathered(async (items: readonly number[]) => {
    calls.push(items);
    const end = Promise.withResolvers<void>();
    ends.push(end);
    await end.promise;
    if (items.includes(13)) throw new Error(`refused with ${items.length}`);
    return items.map((item) => item * 2);
  });
  const endOf = async (call: number) => {
    await expect.poll(() => calls.length).toBeGreaterThan(call);
    ends[call]?.resolve();
  };
  return { calls, double, endOf };
}

test('what is asked for alone is done at once', async () => {
  const { calls, double, endOf } = work();
  const one = double(1);
  await endOf(0);
  expect(await one).toBe(2);
  expect(calls).toEqual([[1]]);
});

test('what is asked for while some is under way is done together next, and everyone has their own answer', async () => {
  const { calls, double, endOf } = work();
  const first = double(1);
  await expect.poll(() => calls.length).toBe(1);
  const others = [double(2), double(3), double(2)];
  await endOf(0);
  expect(await first).toBe(2);
  await endOf(1);
  expect(await Promise.all(others)).toEqual([4, 6, 4]);
  expect(calls).toEqual([[1], [2, 3, 2]]);
});

test('nobody fails for another', async () => {
  const { calls, double, endOf } = work();
  const all = Promise.allSettled([double(1), double(13), double(3)]);
  for (const call of [0, 1, 2, 3]) await endOf(call);
  expect((await all).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    2,
    'Error: refused with 1',
    6,
  ]);
  expect(calls).toEqual([[1, 13, 3], [1], [13], [3]]);
});

test('work that failed keeps nobody from going on', async () => {
  const { double, endOf } = work();
  const failed = double(13);
  const next = expect(failed).rejects.toThrow('refused');
  await endOf(0);
  await next;
  const later = double(4);
  await endOf(1);
  expect(await later).toBe(8);
});
