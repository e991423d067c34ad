import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson } from './support/ats.ts';
import { bothHands, type Hands, handsOf } from './support/hands.ts';
import { connectAshby } from './support/integration.ts';
import { type Opened, openPage } from './support/open-page.ts';
import { addContact } from './support/outreach.ts';

const firstNames = ['Early', 'Second', 'Third'];

let opened: Opened;
beforeAll(async () => {
  opened = await openPage();
  const { product, page } = opened;
  const people = bothHands.flatMap((by) =>
    firstNames.map((name) => ({ name: `${name} ${by}`, email: `${name}.${by}@new.example`.toLowerCase() })),
  );
  for (const person of people) await addPerson(product, person);
  await connectAshby(product, { mode: 'ON_ADDED' });
  await page.goto(`${product.page}/contacts`);
  await page.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();
  for (const person of people) await addContact(product, person);
});
afterAll(() => opened?.close());

describe.each(bothHands)('by %s, a person', (by) => {
  let hands: Hands;
  beforeAll(() => {
    hands = handsOf(by, opened.page);
  });

  test('S6.7 sees who is there, how it was decided, and links a held contact by one button', async () => {
    const { page } = opened;
    const row = page.getByRole('row').filter({ hasText: `Early ${by}` });
    await row.getByText('Exists in Ashby').waitFor();
    await hands.press(row.getByRole('button', { name: `Early ${by}` }));
    const panel = page.getByRole('dialog', { name: 'Why it is so' });
    await panel.getByText('The person in Ashby with this email').waitFor();
    await panel.getByRole('heading', { name: 'How it was decided' }).waitFor();
    await hands.press(panel.getByRole('button', { name: 'Link to this person' }));
    await panel.getByText(`Early ${by} is in Ashby.`).waitFor();
    await hands.leave(panel);
    await row.getByText('Synced', { exact: true }).waitFor();
  });

  test('S6.7 dismisses many at once', async () => {
    const { page } = opened;
    for (const name of ['Second', 'Third']) {
      const row = page.getByRole('row').filter({ hasText: `${name} ${by}` });
      await row.getByText('Exists in Ashby').waitFor();
      await hands.press(page.getByRole('checkbox', { name: `Select ${name} ${by}` }));
    }
    await hands.press(page.getByRole('button', { name: 'Dismiss these 2' }));
    for (const name of ['Second', 'Third']) {
      await page
        .getByRole('row')
        .filter({ hasText: `${name} ${by}` })
        .getByText('Dismissed as a duplicate')
        .waitFor();
    }
    await hands.press(page.getByRole('button', { name: 'Clear', exact: true }));
  });

  test('S9.3 erases a person once their name is typed, and keeps the receipt', async () => {
    const { page } = opened;
    const row = page.getByRole('row').filter({ hasText: `Third ${by}` });
    await hands.press(row.getByRole('button', { name: `Third ${by}` }));
    await hands.press(page.getByRole('button', { name: 'Erase this person…' }));
    const dialog = page.getByRole('dialog', { name: `Erase Third ${by}?` });
    expect(await dialog.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true);
    await hands.write(dialog.getByRole('textbox'), `Third ${by}`);
    await hands.press(dialog.getByRole('button', { name: 'Erase for good' }));
    await dialog.getByText('Keep this receipt').waitFor();
    await hands.press(dialog.getByRole('button', { name: 'Close' }).last());
    await row.waitFor({ state: 'detached' });
  });
});
