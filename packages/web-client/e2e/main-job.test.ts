import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { addContact, journal, type Product, planFault, send, startProduct } from './support/product.ts';

let product: Product;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
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
  await page.getByText('Saved. It counts').waitFor();

  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();
  await page.evaluate(() => {
    document.body.dataset.loadedOnce = 'yes';
  });

  const email = 'dana.live@new.example';
  await addContact(product, { eventId: 'e2e-1', name: 'Dana Live', email });

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

test('contacts that were read before a change, and arrive after it, do not undo it', async () => {
  const late = await page.context().newPage();
  late.setDefaultTimeout(15_000);
  let synced = false;
  late.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      synced ||= String(payload).includes('"state":"SYNCED"');
    }),
  );
  await late.goto(`${product.page}/contacts`);
  await late.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();

  const name = 'Tardy Answer';
  const read = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await late.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes(name)) {
      read.resolve();
      await held.promise;
    }
    await route.fulfill({ response, body });
  });
  // Told to wait, it is still on its way when the page reads it.
  await planFault(product, { operation: 'candidate.create', what: '429', retryAfter: 2 });
  await addContact(product, { eventId: 'e2e-2', name, email: 'tardy.answer@new.example' });
  await read.promise;
  await expect.poll(() => synced, { timeout: 15_000 }).toBe(true);
  held.resolve();
  await late.getByRole('row').filter({ hasText: name }).getByText('Synced', { exact: true }).waitFor();
  await late.close();
});
