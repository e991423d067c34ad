/**
 * `pnpm measure:page`: how the built page does, as numbers. Scrolls through 50,000 contacts and says the longest task,
 * then asks Lighthouse about every screen. Ends with a failure where a number is worse than promised.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { type Figure, report } from './measures/figure.ts';
import { askLighthouse } from './measures/lighthouse.ts';
import { scrollThrough } from './measures/scroll.ts';
import { browserOptions } from './support/browser.ts';
import { connectAshby, startRun } from './support/integration.ts';
import { addContacts, addSequence } from './support/outreach.ts';
import { type Product, startProduct } from './support/product.ts';

const contacts = 50_000;
const atOnce = 1_000;
const debuggingPort = 9_333;

const product = await startProduct();
const profile = await mkdtemp(join(tmpdir(), 'handoff-measure-'));
const { args, ...options } = await browserOptions();
const browser = await chromium.launchPersistentContext(profile, {
  ...options,
  args: [...args, `--remote-debugging-port=${debuggingPort}`],
  viewport: { width: 1440, height: 900 },
});
try {
  const page = await browser.newPage();
  await page.goto(product.signIn);
  await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor();
  process.exitCode = report(await measure(product, page)) ? 0 : 1;
} finally {
  await browser.close();
  await product.stop();
  await rm(profile, { recursive: true, force: true });
}

async function measure(product: Product, page: Page): Promise<readonly Figure[]> {
  const integrationId = await connectAshby(product, {});
  // Over long before its screen is measured.
  const runId = await startRun(product);
  const sequenceId = await addSequence(product, 'Measured');
  const screens = {
    integrations: 'integrations',
    settings: `integrations/${integrationId}`,
    sequences: 'sequences',
    'one sequence': `sequences/${sequenceId}`,
    contacts: 'contacts',
    health: 'health',
    developers: 'developers',
    'a run': `runs/${runId}`,
  };
  const figures: Figure[] = [];
  for (const [name, path] of Object.entries(screens)) {
    figures.push(...(await askLighthouse(`${product.page}/${path}`, { port: debuggingPort, name })));
  }
  for (let first = 0; first < contacts; first += atOnce) {
    const people = Array.from({ length: atOnce }, (_, place) => personOf(first + place));
    await addContacts(product, people);
  }
  await page.goto(`${product.page}/contacts`);
  await page.getByRole('table').waitFor();
  return [...figures, ...(await scrollThrough(page, contacts))];
}

function personOf(number: number) {
  return { name: `Person ${number}`, email: `person.${number}@many.example` };
}
