import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { named } from '../src/messages/named.ts';
import { connectAshby, finishRun } from './support/integration.ts';
import { type Opened, openPage } from './support/open-page.ts';
import { addFewLeft } from './support/outreach.ts';
import { buildPseudoPage, showPseudoPage, strangeTexts } from './support/pseudo-page.ts';

let opened: Opened;
let page: Page;
let folder: string;
/** Every string that the API has sent, and as it is said of the ATS that is connected. */
const data: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handoff-pseudo-'));
  [opened] = await Promise.all([openPage(), buildPseudoPage(folder)]);
  page = opened.page;
  page.on('response', async (response) => {
    if (response.url().endsWith('/graphql')) collect(await response.json().catch(() => null));
  });
  await showPseudoPage(page, folder);
});
afterAll(async () => {
  await opened?.close();
  await rm(folder, { recursive: true, force: true });
});

function collect(value: unknown): void {
  if (typeof value === 'string') data.push(value, named(value, 'Ashby'));
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
}

/** What is shown may come a moment before the answer that it came from has been read here, too. */
async function nothingStrange(): Promise<void> {
  await expect.poll(() => page.evaluate(strangeTexts, data), { timeout: 10_000 }).toEqual([]);
}

async function look(heading: string): Promise<void> {
  await page.getByRole('heading', { name: `⟦${heading}⟧`, level: 1 }).waitFor();
  await nothingStrange();
}

test('no text of any screen bypasses the messages', async () => {
  await page.goto(`${opened.product.page}/integrations`);
  await look('Integrations');
  await page.getByRole('button', { name: '⟦Connect Ashby⟧' }).click();
  await page.getByRole('textbox').first().fill(opened.product.emulatorApiKey);
  await page.getByText('⟦The key works').waitFor();
  await look('Integrations');
  const integrationId = await connectAshby(opened.product, { mode: 'ON_ADDED' });
  await page.goto(`${opened.product.page}/integrations/${integrationId}`);
  await look('Ashby settings');
  await page.getByRole('radio').last().click();
  await page.getByText('⟦Who is affected⟧').waitFor();
  await look('Ashby settings');
  await page.goto(`${opened.product.page}/sequences`);
  await page.getByText('⟦50 contacts⟧').first().waitFor();
  await look('Sequences');
  await page.getByRole('link', { name: 'Product designers' }).click();
  await page.getByText('⟦Where its contacts stand⟧').waitFor();
  await nothingStrange();
  await page.goto(`${opened.product.page}/contacts`);
  await page.getByRole('table').waitFor();
  await look('Contacts');
  await page.getByRole('row').nth(1).getByRole('button').first().click();
  await page.getByText('⟦Resync this contact⟧').waitFor();
  await look('Contacts');
  await page.getByRole('button', { name: '⟦Erase this person…⟧' }).click();
  await page.getByRole('dialog').nth(1).waitFor();
  await look('Contacts');
  await page.goto(
    `${opened.product.page}/runs/${await finishRun(opened.product, { sequenceId: await addFewLeft(opened.product, 'A few') })}`,
  );
  await page.getByText('⟦Done⟧').waitFor();
  await page.getByRole('button', { name: '⟦Results as CSV⟧' }).waitFor();
  await nothingStrange();
  await page.goto(`${opened.product.page}/health`);
  await page.getByText('⟦Key last checked⟧').waitFor();
  await look('Health and audit');
  await page.goto(`${opened.product.page}/developers`);
  await look('Developers');
});
