import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { journal, type Product, send, startProduct } from './support/product.ts';

let product: Product;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test('the one-time link signs in, once', async () => {
  await page.goto(product.signIn);
  await page.getByRole('heading', { name: 'Integrations' }).waitFor();
  expect(page.url()).not.toContain('#');

  const stranger = await browser.newPage();
  await stranger.goto(product.signIn);
  await stranger
    .getByRole('alert')
    .getByText(/used already/)
    .waitFor();
  await stranger.close();
});

test('S1.1 with a wrong key nothing is kept, and the dialog says what is wrong', async () => {
  await page.getByRole('button', { name: 'Connect Ashby' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Ashby' });
  await dialog.getByRole('textbox', { name: 'API key' }).fill('this-is-no-key');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await dialog
    .getByRole('alert')
    .getByText(/does not know this API key/)
    .waitFor();
  const { integrations } = await send<{ integrations: { totalCount: number } }>(
    product,
    '{ integrations(first: 1) { totalCount } }',
    {},
  );
  expect(integrations.totalCount).toBe(0);
});

test('a person connects, chooses a mode and a job; a contact that is added turns to "Synced" without a reload', async () => {
  const dialog = page.getByRole('dialog', { name: 'Connect Ashby' });
  await dialog.getByRole('textbox', { name: 'API key' }).fill(product.emulatorApiKey);
  await dialog.getByText('The key works').waitFor();
  await dialog.getByRole('button', { name: 'Connect' }).click();

  await page.getByRole('heading', { name: 'Ashby settings' }).waitFor();
  await page.getByRole('radio', { name: 'When added' }).click();
  await page.getByRole('combobox', { name: 'Default job' }).click();
  const option = page.getByRole('option').first();
  const job = (await option.textContent()) ?? '';
  await option.click();
  await page.getByText(`into ${job} unless the sequence says otherwise`).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Settings saved').waitFor();

  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();
  await page.evaluate(() => {
    document.body.dataset.loadedOnce = 'yes';
  });

  const { sequences } = await send<{ sequences: { nodes: { id: string }[] } }>(
    product,
    '{ sequences { nodes { id } } }',
    {},
  );
  const email = 'dana.live@new.example';
  const contact = { eventId: 'e2e-1', name: 'Dana Live', email };
  await send(
    product,
    'mutation ($input: AddContactsToSequenceInput!) { addContactsToSequence(input: $input) { __typename } }',
    { input: { sequenceId: sequences.nodes[0]?.id, contacts: [contact] } },
  );

  const row = page.getByRole('row').filter({ hasText: 'Dana Live' });
  await row.getByText('Synced', { exact: true }).waitFor();
  expect(await row.textContent()).toContain(job);
  await row.getByRole('link', { name: 'Open Dana Live in Ashby' }).waitFor();
  expect(await page.evaluate(() => document.body.dataset.loadedOnce)).toBe('yes');

  const done = (await journal(product)).filter(({ outcome }) => outcome.success);
  const candidates = done.filter(({ operation }) => operation === 'candidate.create');
  expect(candidates.map(({ request }) => request.email)).toEqual([email]);
  expect(done.filter(({ operation }) => operation === 'application.create')).toHaveLength(1);
});
