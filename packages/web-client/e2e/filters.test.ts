import { afterAll, beforeAll, expect, test } from 'vitest';
import { bothHands, handsOf } from './support/hands.ts';
import { type Opened, openPage } from './support/open-page.ts';
import { addContact, addSequence } from './support/outreach.ts';

/** More than the API answers at once; newest first, so that the oldest is not among those. */
const manySequences = 101;
const oldest = 'Oldest of all';

let opened: Opened;
beforeAll(async () => {
  opened = await openPage();
  const { product } = opened;
  await addSequence(product, oldest);
  await addContact(product, { name: 'Olga Oldest', email: 'olga@new.example', sequence: oldest });
  for (let number = 0; number < manySequences; number++) await addSequence(product, `Newer ${number}`);
});
afterAll(() => opened?.close());

test.each(bothHands)('the contacts of any sequence are found, however many there are, by %s', async (by) => {
  const { page, product } = opened;
  const hands = handsOf(by, page);
  const olga = page.getByRole('row').filter({ hasText: 'Olga Oldest' });
  const sequence = page.getByRole('combobox', { name: 'Sequence' });
  await page.goto(`${product.page}/contacts`);
  await page.getByRole('row').nth(2).waitFor();
  await hands.write(sequence, oldest);
  await hands.pick(sequence, oldest);
  await olga.waitFor();
  // She and the heading.
  await expect.poll(() => page.getByRole('row').count(), { timeout: 30_000 }).toBe(2);

  await page.reload();
  await olga.waitFor();
  await expect.poll(() => sequence.inputValue(), { timeout: 30_000 }).toBe(oldest);
});
