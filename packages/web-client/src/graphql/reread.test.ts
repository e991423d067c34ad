import { expect, test } from 'vitest';
import { rereader } from './reread.ts';

function slowReads() {
  const begun: (() => void)[] = [];
  const read = () => new Promise<void>((resolve) => begun.push(resolve));
  const reached = (count: number) => expect.poll(() => begun.length, { timeout: 10_000 }).toBe(count);
  return { begun, read, reached };
}

test('a change while a read is under way is followed by another read, which begins after it', async () => {
  const { begun, read, reached } = slowReads();
  const again = rereader(read, 1);
  again.ask();
  await reached(1);
  again.ask();
  again.ask();
  expect(begun).toHaveLength(1);
  begun[0]?.();
  await reached(2);
});

test('a burst of changes is one read', async () => {
  const { begun, read, reached } = slowReads();
  const again = rereader(read, 5);
  for (let change = 0; change < 100; change++) again.ask();
  await reached(1);
  begun[0]?.();
  again.ask();
  await reached(2);
  expect(begun).toHaveLength(2);
});

test('who has stopped reads no more', async () => {
  const { begun, read, reached } = slowReads();
  const again = rereader(read, 1);
  again.ask();
  await reached(1);
  again.ask();
  again.stop();
  begun[0]?.();
  await new Promise(setImmediate);
  expect(begun).toHaveLength(1);
});
