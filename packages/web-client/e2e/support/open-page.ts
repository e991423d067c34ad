import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type Product, type Start, startProduct } from './product.ts';

/** The product in a browser, with its owner signed in. */
export type Opened = {
  readonly product: Product;
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
};

export async function openPage(start: Start = {}): Promise<Opened> {
  const [product, browser] = await Promise.all([startProduct(start), launchBrowser()]);
  const page = await signedInPage(browser, product.signIn);
  return {
    product,
    browser,
    page,
    async close() {
      await browser.close();
      await product.stop();
    },
  };
}

/** Animations are reduced: what is asked of a page is there at once. */
export async function signedInPage(browser: Browser, signIn: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(signIn);
  await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor();
  return page;
}
