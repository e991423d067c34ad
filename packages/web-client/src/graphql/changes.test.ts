import { expect, test } from 'vitest';
import { type Change, changes } from './changes.ts';

test('a burst of changes is told at once, in its order; who has left is told nothing', async () => {
  const told: (readonly Change[])[] = [];
  const heard = Promise.withResolvers<void>();
  const stop = changes.subscribe(() => told.push([]));
  stop();
  changes.subscribe((some) => {
    told.push(some);
    heard.resolve();
  });
  const burst = Array.from({ length: 50 }, (): Change => ({ kind: 'GAP' }));
  for (const change of burst) changes.tell(change);
  await heard.promise;
  expect(told).toEqual([burst]);
});
