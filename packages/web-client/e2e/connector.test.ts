import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Opened, openPage } from './support/open-page.ts';

let opened: Opened;
let credential: Readonly<Record<string, string>>;
beforeAll(async () => {
  opened = await openPage({ how: 'WITH_ANOTHER_ATS' });
  credential = JSON.parse(await readFile(join(opened.product.folder, 'reference.json'), 'utf8'));
});
afterAll(() => opened?.close());

test('a connector that the page has never heard of appears by itself, and its form works', async () => {
  const { page } = opened;
  const card = page.getByRole('region', { name: 'Reference ATS' });
  await card.getByText('Not connected').waitFor();
  expect(await card.getByRole('listitem').count()).toBeGreaterThan(2);
  await card.getByRole('button', { name: 'Connect Reference ATS' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Reference ATS' });
  await dialog.getByText('Give it the scopes that are named here.').waitFor();
  await dialog.getByRole('textbox', { name: 'Client id' }).fill(credential.clientId ?? '');
  await dialog.getByRole('textbox', { name: 'Client secret' }).fill('wrong');
  await dialog.getByRole('textbox', { name: 'Acting user' }).fill(credential.actingUser ?? '');
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('textbox', { name: 'Client secret' }).fill(credential.clientSecret ?? '');
  await dialog.getByText('The key works for Reference Inc.').waitFor();
  await dialog.getByRole('listitem').filter({ hasText: 'notes:write' }).waitFor();
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Reference ATS settings' }).waitFor();
  await page.getByText('No contact is sent to Reference ATS.').waitFor();
});
