import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKey, revokeKey } from './support/ats.ts';
import { bothHands, type Hands, handsOf } from './support/hands.ts';
import { type Opened, openPage } from './support/open-page.ts';
import { addContact } from './support/outreach.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openPage();
});
afterAll(() => opened?.close());

// Each walk ends as it began, with nothing connected.
describe.each(bothHands)('by %s, a person', (by) => {
  let hands: Hands;
  let key: string;
  beforeAll(async () => {
    hands = handsOf(by, opened.page);
    key = await makeKey(opened.product, null);
  });

  test('S1.1 who gives a wrong key is told so, and nothing is kept', async () => {
    const { page } = opened;
    await hands.press(page.getByRole('button', { name: 'Connect Ashby' }));
    const dialog = page.getByRole('dialog', { name: 'Connect Ashby' });
    await hands.write(dialog.getByRole('textbox', { name: 'API key' }), 'this-is-no-key');
    await hands.press(dialog.getByRole('button', { name: 'Connect', exact: true }));
    const alert = dialog.getByRole('alert');
    await alert.getByText(/does not know this API key/).waitFor();
    await alert.getByText('Make a new API key in Ashby').waitFor();
  });

  test('S1.1 a key that may do too little is told apart: what is missing, and what for', async () => {
    const { page, product } = opened;
    const little = await makeKey(product, ['candidates:read', 'jobs:read']);
    const dialog = page.getByRole('dialog', { name: 'Connect Ashby' });
    await hands.write(dialog.getByRole('textbox', { name: 'API key' }), little);
    await dialog.getByText('a permission is missing without which nothing works').waitFor();
    const missing = dialog.getByRole('listitem').filter({ hasText: 'Candidates: write' }).last();
    await missing.getByText('Without it: no creating candidates').waitFor();
    await dialog.getByText('give the key').waitFor();
    await hands.press(dialog.getByRole('button', { name: 'Connect', exact: true }));
    await dialog.getByText('a permission is missing without which nothing works').waitFor();
    expect(page.url()).toMatch(/integrations$/);
    await hands.leave(dialog);
    const connect = page.getByRole('button', { name: 'Connect Ashby' });
    await expect.poll(() => connect.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test('S1.1 a good key connects, and S1.2 only its last four characters are seen again', async () => {
    const { page } = opened;
    await hands.press(page.getByRole('button', { name: 'Connect Ashby' }));
    const dialog = page.getByRole('dialog', { name: 'Connect Ashby' });
    await hands.write(dialog.getByRole('textbox', { name: 'API key' }), key);
    await dialog.getByText('The key works').waitFor();
    await hands.press(dialog.getByRole('button', { name: 'Connect', exact: true }));
    await page.getByRole('heading', { name: 'Ashby settings' }).waitFor();
    await page.getByText(`Key ending in ${key.slice(-4)}`).waitFor();
    expect(await page.content()).not.toContain(key);
  });

  test('S1.4 a revoked key is said on the page without a reload, and S1.3 another one mends it', async () => {
    const { page, product } = opened;
    const other = await makeKey(product, null);
    await hands.choose(page.getByRole('radio', { name: 'When added' }));
    await hands.press(page.getByRole('button', { name: 'Save' }));
    await page.getByText('Saved. It counts').waitFor();
    await revokeKey(product, key);
    await hands.press(page.getByRole('link', { name: 'Integrations', exact: true }));
    await addContact(product, { name: `Wanda ${by}`, email: `wanda.${by}@new.example` });
    await page.getByText('Needs attention').waitFor();
    await hands.press(page.getByRole('link', { name: 'Settings' }));
    await page.getByText('Nothing is sent to Ashby meanwhile, and nothing is lost').waitFor();

    await hands.press(page.getByRole('button', { name: 'Replace key' }));
    const dialog = page.getByRole('dialog', { name: 'Replace the key of Ashby' });
    await hands.write(dialog.getByRole('textbox', { name: 'API key' }), other);
    await dialog.getByText('The key works').waitFor();
    await hands.press(dialog.getByRole('button', { name: 'Replace key' }));
    await page.getByText(`Key ending in ${other.slice(-4)}`).waitFor();
    await hands.press(page.getByRole('link', { name: 'Contacts', exact: true }));
    const row = page.getByRole('row').filter({ hasText: `Wanda ${by}` });
    await row.getByText('Synced', { exact: true }).waitFor();
  });

  test('S1.5 disconnecting says what stops and what stays, and can be left', async () => {
    const { page } = opened;
    await hands.press(page.getByRole('link', { name: 'Integrations', exact: true }));
    await hands.press(page.getByRole('link', { name: 'Settings' }));
    await hands.press(page.getByRole('button', { name: 'Disconnect' }));
    const dialog = page.getByRole('dialog', { name: 'Disconnect Ashby?' });
    await dialog.getByText('What stops').waitFor();
    await hands.leave(dialog);
    await dialog.waitFor({ state: 'detached' });
    await hands.press(page.getByRole('button', { name: 'Disconnect' }));
    await hands.press(dialog.getByRole('button', { name: 'Disconnect' }));
    await page.getByRole('button', { name: 'Connect Ashby' }).waitFor();
  });
});
