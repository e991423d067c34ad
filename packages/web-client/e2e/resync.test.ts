import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Opened, openPage } from './support/open-page.ts';
import { connectAshby, journal, planFault } from './support/product.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openPage();
  await connectAshby(opened.product, { mode: 'ON_ADDED' });
  await opened.page.goto(`${opened.product.page}/contacts`);
  await opened.page.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();
});
afterAll(() => opened?.close());

test('S5.1 who was added before the connection is told why, and is sent by one button', async () => {
  const { page } = opened;
  const row = page.getByRole('row').nth(1);
  const name = row.getByRole('button').first();
  const who = (await name.textContent()) ?? '';
  await name.click();
  const panel = page.getByRole('dialog', { name: 'Why it is so' });
  await panel.getByText(`${who} was added before Ashby was connected`).waitFor();
  await panel.getByRole('button', { name: 'Resync this contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resync to Ashby' });
  await dialog.getByRole('button', { name: 'Resync 1 contact' }).click();
  await panel.getByText(`${who} is in Ashby.`).waitFor();
  await page.keyboard.press('Escape');
  await row.getByText('Synced', { exact: true }).waitFor();
});

test('S5.5 the preview says what would happen, and S5.6 the run shows its progress and survives a reload', async () => {
  const { page, product } = opened;
  await page.getByRole('checkbox', { name: 'Select all that are loaded' }).check();
  await page.getByRole('button', { name: 'Select all 200 that match' }).click();
  await page.getByText('200 contacts selected').waitFor();
  await page.getByRole('button', { name: 'Resync…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resync to Ashby' });
  await dialog.getByText('have synced already, and are not touched').waitFor();
  await dialog.getByText('have no email address').waitFor();
  const before = (await journal(product)).filter(({ operation }) => operation.endsWith('.create')).length;
  expect(before).toBeLessThanOrEqual(2);

  await planFault(product, { operation: 'candidate.create', what: '429', retryAfter: 1 });
  await dialog.getByRole('button', { name: /^Resync \d+ contacts$/ }).click();
  await page.getByRole('heading', { name: 'Resync to Ashby', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Resync to Ashby', level: 1 }).waitFor();
  await page.getByText('Running', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Sequences' }).click();
  // The pill follows it on every page, and leads back to it.
  await page.getByRole('link', { name: /^Resync: \d+ of 200$/ }).click();
  await page.getByRole('heading', { name: 'Resync to Ashby', level: 1 }).waitFor();
});

test('S5.6 a run is cancelled by keyboard; whoever waits is left as they were', async () => {
  const { page } = opened;
  await page.getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Cancelled', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'Show the contacts' }).click();
  await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: /^Resync: / }).count()).toBe(0);
});

test('S5.3 what is set aside is chosen by name, and the preview follows', async () => {
  const { page, product } = opened;
  await connectAshby(product, { mode: 'OFF' });
  await page.getByText(/^Not synced \d/).click();
  const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
  await boxes.nth(1).check();
  await boxes.nth(2).check();
  await page.getByRole('button', { name: 'Resync…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resync to Ashby' });
  await dialog.getByText('are skipped: syncing is off').waitFor();
  expect(await dialog.getByRole('button', { name: 'Nobody to resync' }).isDisabled()).toBe(true);
  await dialog.getByRole('checkbox', { name: 'Sync although syncing is off for the account' }).check();
  await dialog.getByRole('button', { name: /^Resync [12] contacts?$/ }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});
