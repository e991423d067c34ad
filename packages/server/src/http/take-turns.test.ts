import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';

test('of many at once one goes on in each turn of the event loop, in the order in which they came', async () => {
  const turn = takeTurns();
  const gone: number[] = [];
  const ask = (one: number) => void turn().then(() => gone.push(one));
  for (const one of [1, 2, 3]) ask(one);
  expect(gone).toEqual([]);
  await setImmediate();
  expect(gone).toEqual([1]);
  ask(4);
  for (const last of [2, 3, 4]) {
    await setImmediate();
    expect(gone.at(-1)).toBe(last);
  }
  ask(5);
  await setImmediate();
  expect(gone).toEqual([1, 2, 3, 4, 5]);
});
