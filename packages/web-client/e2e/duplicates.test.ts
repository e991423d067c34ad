import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Opened, openPage } from './support/open-page.ts';
import { addContact, addPerson, connectAshby } from './support/product.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openPage();
  const { product, page } = opened;
  for (const name of ['Early', 'Second', 'Third']) {
    await addPerson(product, { name: `${name} Bird`, email: `${name.toLowerCase()}.bird@new.example` });
  }
  await connectAshby(product, { mode: 'ON_ADDED' });
  await page.goto(`${product.page}/contacts`);
  await page.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();
  for (const name of ['Early', 'Second', 'Third']) {
    const email = `${name.toLowerCase()}.bird@new.example`;
    await addContact(product, { eventId: `duplicate-${name}`, name: `${name} Bird`, email });
  }
});
afterAll(() => opened?.close());

test('S6.7 a held contact shows who is there, how it was decided, and is linked by one button', async () => {
  const { page } = opened;
  const row = page.getByRole('row').filter({ hasText: 'Early Bird' });
  await row.getByText('Exists in Ashby').waitFor();
  await row.getByRole('button', { name: 'Early Bird' }).click();
  const panel = page.getByRole('dialog', { name: 'Why it is so' });
  await panel.getByText('The person in Ashby with this email').waitFor();
  await panel.getByRole('heading', { name: 'How it was decided' }).waitFor();
  await panel.getByRole('button', { name: 'Link to this person' }).click();
  await panel.getByText('Early Bird is in Ashby.').waitFor();
  await page.keyboard.press('Escape');
  await row.getByText('Synced', { exact: true }).waitFor();
});

test('S6.7 many are dismissed at once, by keyboard alone', async () => {
  const { page } = opened;
  for (const name of ['Second Bird', 'Third Bird']) {
    await page.getByRole('row').filter({ hasText: name }).getByText('Exists in Ashby').waitFor();
    await page.getByRole('checkbox', { name: `Select ${name}` }).focus();
    await page.keyboard.press('Space');
  }
  await page.getByRole('button', { name: 'Dismiss these 2' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByText('Dismissed as a duplicate').count()).toBe(2);
});

test('S3.4 who is in Ashby without the sequence’s job is said, and assigned by one button', async () => {
  const { page, product } = opened;
  await addContact(product, { eventId: 'assign-1', name: 'Jobless Jay', email: 'jobless.jay@new.example' });
  await page.getByRole('row').filter({ hasText: 'Jobless Jay' }).getByText('Synced', { exact: true }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Jobless Jay' }).getByRole('link').first().click();
  await page.getByText('A job of its own').click();
  await page.getByRole('combobox', { name: 'Job of this sequence' }).click();
  await page.getByRole('option').first().click();
  await page.getByText(/already in Ashby without/).waitFor();
  await page.getByRole('button', { name: /^Assign this job to/ }).click();
  await page.getByText(/already in Ashby without/).waitFor({ state: 'detached' });
});
