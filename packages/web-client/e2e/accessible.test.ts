import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { addPerson } from './support/ats.ts';
import { expectFaultless } from './support/axe.ts';
import { connectAshby, startRun } from './support/integration.ts';
import { type Opened, openPage, signedInPage } from './support/open-page.ts';
import { addContact, addFewLeft } from './support/outreach.ts';
import type { Product } from './support/product.ts';

let opened: Opened;
let product: Product;
let page: Page;
let integrationId: string;
let runId: string;
beforeAll(async () => {
  opened = await openPage();
  ({ product, page } = opened);
});
afterAll(() => opened?.close());

describe('every screen in light and dark is without a fault that axe can find', () => {
  test('integrations with the offer of sample data, and with why that did not work', async () => {
    const offer = page.getByRole('button', { name: 'Try it with sample data' });
    await offer.waitFor();
    await expectFaultless(page);
    await page.route('**/graphql', (route) => route.abort());
    await offer.click();
    await page
      .getByRole('alert')
      .getByText(/Nothing has changed; try again/)
      .waitFor();
    await expectFaultless(page);
    await page.unroute('**/graphql');
  });

  test('the connect dialog', async () => {
    await page.getByRole('button', { name: 'Connect Ashby' }).click();
    await page.getByRole('textbox', { name: 'API key' }).fill(product.emulatorApiKey);
    await page.getByText('The key works').waitFor();
    await expectFaultless(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('settings, sequences, one sequence and contacts', async () => {
    integrationId = await connectAshby(product, {});
    await page.goto(`${product.page}/integrations/${integrationId}`);
    await page.getByRole('heading', { name: 'Ashby settings' }).waitFor();
    await page.getByRole('radio', { name: 'When added' }).click();
    await page.getByText(/^\d+ contacts\. Nothing happens by itself/).waitFor();
    await expectFaultless(page);
    for (const name of ['Replace key', 'Disconnect']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      await expectFaultless(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.goto(`${product.page}/sequences`);
    await page.getByRole('link', { name: 'Product designers' }).waitFor();
    await expectFaultless(page);
    await page.getByRole('link', { name: 'Product designers' }).click();
    await page.getByRole('heading', { name: 'Where its contacts stand' }).waitFor();
    await expectFaultless(page);
    await page.goto(`${product.page}/contacts`);
    await page.getByRole('table').waitFor();
    await expectFaultless(page);
  });

  test('why a contact is not synced, the resync dialog and its run, the command palette', async () => {
    await page.getByRole('row').nth(1).getByRole('button').first().click();
    const resync = page.getByRole('button', { name: 'Resync this contact' });
    await resync.waitFor();
    await expectFaultless(page);
    await resync.click();
    await page.getByRole('dialog', { name: 'Resync to Ashby' }).getByText('are skipped').waitFor();
    await expectFaultless(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+K');
    await page.getByRole('textbox', { name: 'Find people, sequences, screens…' }).waitFor();
    await expectFaultless(page);
    await page.keyboard.press('Escape');
    runId = await startRun(product, { sequenceId: await addFewLeft(product, 'A few') });
    await page.goto(`${product.page}/runs/${runId}`);
    await page.getByText('Done', { exact: true }).waitFor();
    await expectFaultless(page);
  });

  test('a contact who is held, with the choice; and the dialog that erases a person', async () => {
    const person = { name: 'Early Bird', email: 'early.bird@new.example' };
    await addPerson(product, person);
    await connectAshby(product, { mode: 'ON_ADDED' });
    await addContact(product, person);
    await page.goto(`${product.page}/contacts?state=EXISTS`);
    await page.getByRole('row').filter({ hasText: person.name }).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Link to this person' }).waitFor();
    await expectFaultless(page);
    await page.getByRole('button', { name: 'Erase this person…' }).click();
    await page.getByRole('dialog', { name: 'Erase Early Bird?' }).waitFor();
    await expectFaultless(page);
  });

  test('health and audit, developers, a token that was just made', async () => {
    await page.goto(`${product.page}/health`);
    await page.getByRole('table', { name: 'Who changed what' }).waitFor();
    await expectFaultless(page);
    await page.goto(`${product.page}/developers`);
    await page.getByRole('heading', { name: 'API tokens' }).waitFor();
    await expectFaultless(page);
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Nightly import');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByText('Copy the token now: it is shown this once').waitFor();
    await page.getByRole('button', { name: 'End Nightly import' }).waitFor();
    await expectFaultless(page);
  });

  test('all that a member sees, who may look and not change', async () => {
    const member = await signedInPage(opened.browser, product.signInAsMember);
    const why = member.getByText('Only an owner or a manager of Northwind Recruiting can change this.');
    for (const path of ['integrations', `integrations/${integrationId}`]) {
      await member.goto(`${product.page}/${path}`);
      await why.waitFor();
      await member.locator('[aria-busy]').waitFor({ state: 'detached' });
      await expectFaultless(member);
    }
    for (const path of ['health', 'developers']) {
      await member.goto(`${product.page}/${path}`);
      await member.getByText(/^Only an owner or a manager of Northwind Recruiting can see/).waitFor();
      await expectFaultless(member);
    }
    await member.goto(`${product.page}/sequences`);
    await member.getByRole('link', { name: 'Product designers' }).click();
    await member.getByRole('heading', { name: 'Where its contacts stand' }).waitFor();
    await why.waitFor();
    await expectFaultless(member);
    await member.goto(`${product.page}/runs/${runId}`);
    await member.getByText('Done', { exact: true }).waitFor();
    await expectFaultless(member);
    await member.goto(`${product.page}/contacts`);
    await member.getByRole('checkbox', { name: 'Select all that are loaded' }).check();
    await member.getByText('Only an owner or a manager can resync several contacts at once.').waitFor();
    await expectFaultless(member);
    await member.goto(`${product.page}/contacts?state=EXISTS`);
    await member.getByRole('row').filter({ hasText: 'Early Bird' }).getByRole('button').first().click();
    await member.getByRole('button', { name: 'Link to this person' }).waitFor();
    await expectFaultless(member);
    await member.close();
  });

  test('sign-in', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Handoff' }).waitFor();
    await expectFaultless(page);
  });
});
