import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bothHands, handsOf } from './support/hands.ts';
import { type Opened, openPage, signedInPage } from './support/open-page.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openPage();
});
afterAll(() => opened?.close());

test('the one-time link signs in, once', async () => {
  expect(opened.page.url()).not.toContain('#');
  const stranger = await opened.browser.newPage();
  await stranger.goto(opened.product.signIn);
  await stranger
    .getByRole('alert')
    .getByText(/used already/)
    .waitFor();
  await stranger.close();
});

test('one click connects the ATS beside and hands the sample people over: every screen is alive', async () => {
  const { page } = opened;
  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await page.getByRole('heading', { name: 'Resync to Ashby', level: 1 }).waitFor();
  await page.getByRole('region', { name: 'As it went' }).waitFor();
  await page.getByRole('link', { name: 'Contacts', exact: true }).click();
  await page.getByText(/^Synced [1-9]/).waitFor();
  await page.getByRole('link', { name: 'Integrations', exact: true }).click();
  await page.getByText(/^Key ending in/).waitFor();
  expect(await page.getByRole('button', { name: 'Try it with sample data' }).count()).toBe(0);
});

describe('a member without rights', () => {
  let page: Page;
  beforeAll(async () => {
    page = await signedInPage(opened.browser, opened.product.signInAsMember);
  });

  test.each(bothHands)('S9.1 sees everything, with the reason why it cannot be changed, by %s', async (by) => {
    const hands = handsOf(by, page);
    await page.goto(opened.product.page);
    const why = page.getByText('Only an owner or a manager of Northwind Recruiting can change this.');
    await why.waitFor();
    await hands.press(page.getByRole('link', { name: 'Settings' }));
    await page.getByRole('heading', { name: 'Ashby settings' }).waitFor();
    await why.waitFor();
    for (const name of ['Save', 'Replace key', 'Disconnect']) {
      expect(await page.getByRole('button', { name }).isDisabled(), name).toBe(true);
    }
    await hands.press(page.getByRole('link', { name: 'Sequences', exact: true }));
    await hands.press(page.getByRole('link', { name: 'Product designers' }));
    await page.getByRole('heading', { name: 'Product designers' }).waitFor();
    await why.waitFor();
    expect(await page.getByRole('switch').isDisabled()).toBe(true);
    await hands.press(page.getByRole('link', { name: 'Contacts', exact: true }));
    await hands.press(page.getByRole('checkbox', { name: 'Select all that are loaded' }));
    await page.getByText('Only an owner or a manager can resync several contacts at once.').waitFor();
    expect(await page.getByRole('button', { name: 'Resync…' }).isDisabled()).toBe(true);
  });
});
