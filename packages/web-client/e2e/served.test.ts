import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { connectAshby } from './support/integration.ts';
import { type Product, startProduct } from './support/product.ts';

const mostInitialBytes = 280 * 1024;

let product: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  [product, browser] = await Promise.all([
    startProduct({ settings: { HANDOFF_API_SCHEMA: 'HIDDEN' } }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test('the first screen needs at most 280 kB of JavaScript, loads nothing from elsewhere, and keeps to its policy', async () => {
  const page = await browser.newPage();
  const scripts: Promise<Buffer>[] = [];
  const elsewhere: string[] = [];
  const broken: string[] = [];
  page.on('response', (response) => {
    if (!response.url().startsWith(product.page)) elsewhere.push(response.url());
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) broken.push(message.text());
  });
  const first = await page.goto(product.signIn);
  await page.getByRole('button', { name: 'Connect Ashby' }).waitFor();
  expect(first?.headers()['content-security-policy']).toContain("default-src 'self'");
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThanOrEqual(mostInitialBytes);
  expect(elsewhere).toEqual([]);
  expect(broken).toEqual([]);
});

test('anything is found by keyboard: a person, a sequence, a screen', async () => {
  const page = browser.contexts()[0]?.pages()[0] ?? (await browser.newPage());
  await page.keyboard.press('Control+K');
  const field = page.getByRole('textbox', { name: 'Find people, sequences, screens…' });
  await field.waitFor();
  await page.keyboard.type('Product des');
  const found = page.getByRole('button', { name: /Product designers/ });
  await found.waitFor();
  while ((await found.getAttribute('data-selected')) === null) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Product designers', level: 1 }).waitFor();
});

test('the page names its documents, and the server takes no others from it, as in production', async () => {
  await connectAshby(product, { mode: 'ON_ADDED' });
  const page = browser.contexts()[0]?.pages()[0] ?? (await browser.newPage());
  const sent: { query?: string; extensions: object }[] = [];
  page.on('request', (request) => {
    if (request.url() === product.graphql) sent.push(request.postDataJSON());
  });
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const message = JSON.parse(String(payload));
      if (message.type === 'subscribe') sent.push(message.payload);
    }),
  );
  await page.goto(`${product.page}/contacts`);
  await page.getByRole('table').waitFor();
  for (const screen of ['Sequences', 'Health and audit', 'Integrations']) {
    await page.getByRole('link', { name: screen, exact: true }).click();
    await page.getByRole('heading', { name: screen, level: 1 }).waitFor();
    await expect.poll(() => page.locator('[aria-busy]').count(), { timeout: 30_000 }).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  }
  const named = { persistedQuery: { version: 1, sha256Hash: expect.stringMatching(/^[0-9a-f]{64}$/) } };
  expect(sent.length).toBeGreaterThan(8);
  for (const { query, extensions } of sent)
    expect({ text: query || null, extensions }).toEqual({ text: null, extensions: named });
});
