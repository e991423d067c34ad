import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson } from './support/ats.ts';
import { launchBrowser } from './support/browser.ts';
import { connectAshby, startRun } from './support/integration.ts';
import { addContact, addFewLeft } from './support/outreach.ts';
import { type Product, startProduct } from './support/product.ts';

let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(product.signIn);
  await page.getByRole('heading', { name: 'Integrations' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Every fault that axe finds on the page as it is, by rule and place. */
async function faults(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

async function inBothSchemes(look: () => Promise<void>) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await look();
    expect(await faults(), colorScheme).toEqual([]);
  }
}

describe('every screen in light and dark is without a fault that axe can find', () => {
  test('integrations and the connect dialog', async () => {
    await inBothSchemes(async () => {
      await page.getByRole('heading', { name: 'Integrations' }).waitFor();
    });
    await page.getByRole('button', { name: 'Connect Ashby' }).click();
    await page.getByRole('textbox', { name: 'API key' }).fill(product.emulatorApiKey);
    await page.getByText('The key works').waitFor();
    await inBothSchemes(async () => {});
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('settings, sequences, one sequence and contacts', async () => {
    const integrationId = await connectAshby(product, {});
    await page.goto(`${product.page}/integrations/${integrationId}`);
    await page.getByRole('heading', { name: 'Ashby settings' }).waitFor();
    await page.getByRole('radio', { name: 'When added' }).click();
    await page.getByText(/^\d+ contacts\. Nothing happens by itself/).waitFor();
    await inBothSchemes(async () => {});
    for (const name of ['Replace key', 'Disconnect']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      await inBothSchemes(async () => {});
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.goto(`${product.page}/sequences`);
    await page.getByRole('link', { name: 'Product designers' }).waitFor();
    await inBothSchemes(async () => {});
    await page.getByRole('link', { name: 'Product designers' }).click();
    await page.getByRole('heading', { name: 'Where its contacts stand' }).waitFor();
    await inBothSchemes(async () => {});
    await page.goto(`${product.page}/contacts`);
    await page.getByRole('table').waitFor();
    await inBothSchemes(async () => {});
  });

  test('why a contact is not synced, the resync dialog and its run, the command palette', async () => {
    await page.getByRole('row').nth(1).getByRole('button').first().click();
    const resync = page.getByRole('button', { name: 'Resync this contact' });
    await resync.waitFor();
    await inBothSchemes(async () => {});
    await resync.click();
    await page.getByRole('dialog', { name: 'Resync to Ashby' }).getByText('are skipped').waitFor();
    await inBothSchemes(async () => {});
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+K');
    await page.getByRole('textbox', { name: 'Find people, sequences, screens…' }).waitFor();
    await inBothSchemes(async () => {});
    await page.keyboard.press('Escape');
    await page.goto(
      `${product.page}/runs/${await startRun(product, { sequenceId: await addFewLeft(product, 'A few') })}`,
    );
    await page.getByText('Done', { exact: true }).waitFor();
    await inBothSchemes(async () => {});
  });

  test('a contact who is held, with the choice; and the dialog that erases a person', async () => {
    const person = { name: 'Early Bird', email: 'early.bird@new.example' };
    await addPerson(product, person);
    await connectAshby(product, { mode: 'ON_ADDED' });
    await addContact(product, person);
    await page.goto(`${product.page}/contacts?state=EXISTS`);
    await page.getByRole('row').filter({ hasText: person.name }).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Link to this person' }).waitFor();
    await inBothSchemes(async () => {});
    await page.getByRole('button', { name: 'Erase this person…' }).click();
    await page.getByRole('dialog', { name: 'Erase Early Bird?' }).waitFor();
    await inBothSchemes(async () => {});
  });

  test('health and audit, developers', async () => {
    await page.goto(`${product.page}/health`);
    await page.getByRole('table', { name: 'Who changed what' }).waitFor();
    await inBothSchemes(async () => {});
    await page.goto(`${product.page}/developers`);
    await page.getByRole('heading', { name: 'API tokens' }).waitFor();
    await inBothSchemes(async () => {});
  });

  test('sign-in', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Handoff' }).waitFor();
    await inBothSchemes(async () => {});
  });
});
