import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Opened, openPage } from './support/open-page.ts';
import { addContact, makeKey, revokeKey } from './support/product.ts';

let opened: Opened;
let good: string;
beforeAll(async () => {
  opened = await openPage();
  good = opened.product.emulatorApiKey;
});
afterAll(() => opened?.close());

test('S1.1 a key that may do too little is told apart from a wrong one: what is missing, and what for', async () => {
  const { page, product } = opened;
  const key = await makeKey(product, ['candidates:read', 'jobs:read']);
  await page.getByRole('button', { name: 'Connect Ashby' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Ashby' });
  await dialog.getByRole('textbox', { name: 'API key' }).fill(key);
  await dialog.getByText('a permission is missing without which nothing works').waitFor();
  const missing = dialog.getByRole('listitem').filter({ hasText: 'Candidates: write' }).last();
  await missing.getByText('Without it: no creating candidates').waitFor();
  await dialog.getByText('give the key').waitFor();
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await dialog.getByText('a permission is missing without which nothing works').waitFor();
  expect(page.url()).toMatch(/integrations$/);
});

test('S1.1 by keyboard alone: the field has the focus, what is pasted is checked at once, Enter connects', async () => {
  const { page } = opened;
  await page.keyboard.press('Escape');
  const connect = page.getByRole('button', { name: 'Connect Ashby' });
  // Closing gave the focus back to what opened it.
  await expect.poll(() => connect.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'API key' });
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.insertText(good);
  await page.getByText('The key works').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ashby settings' }).waitFor();
  await page.getByText(`Key ending in ${good.slice(-4)}`).waitFor();
  expect(await page.content()).not.toContain(good);
});

test('S1.4 a revoked key is said on the page without a reload, and S1.3 another one mends it', async () => {
  const { page, product } = opened;
  const other = await makeKey(product, null);
  await revokeKey(product, good);
  await page.getByRole('radio', { name: 'When added' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. It counts').waitFor();
  await page.getByRole('link', { name: 'Integrations', exact: true }).click();
  await addContact(product, { eventId: 'keys-1', name: 'Wanda Waits', email: 'wanda.waits@new.example' });
  await page.getByText('Needs attention').waitFor();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Nothing is sent to Ashby meanwhile, and nothing is lost').waitFor();

  await page.getByRole('button', { name: 'Replace key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replace the key of Ashby' });
  await dialog.getByRole('textbox', { name: 'API key' }).fill(other);
  await dialog.getByText('The key works').waitFor();
  await dialog.getByRole('button', { name: 'Replace key' }).click();
  await page.getByText(`Key ending in ${other.slice(-4)}`).waitFor();
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('row').filter({ hasText: 'Wanda Waits' }).getByText('Synced', { exact: true }).waitFor();
});

test('S1.5 disconnecting says what stops and what stays, and can be left', async () => {
  const { page } = opened;
  await page.getByRole('link', { name: 'Integrations', exact: true }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: 'Disconnect Ashby?' });
  await dialog.getByText('What stops').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByText('Ashby is disconnected').waitFor();
  await page.getByRole('button', { name: 'Connect Ashby' }).waitFor();
});
