/**
 * `pnpm screenshots`: every screen at three widths, light and dark, into screenshots/, for a person to look
 * at; and the three of the README. Nothing compares them: fonts differ from machine to machine.
 */
import type { Page } from 'playwright-core';
import { launchBrowser } from './support/browser.ts';
import { type Product, send, startProduct } from './support/product.ts';
import { take, takeForReadme } from './support/take.ts';
import { takeStates } from './support/take-states.ts';

const height = 900;
const people = ['Dana Okafor', 'Mira Novak', 'Yuki Tanaka', 'Kofi Mensah', 'Sofia Rossi', 'Lena Weber', 'Priya Iyer'];
const families = ['Silva', 'Haddad'];
/** All of them but two, who have no email address. */
const synced = 19;

const [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
try {
  const page = await browser.newPage({ viewport: { width: 1440, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(15_000);
  await takeAll(page, product);
} finally {
  await browser.close();
  await product.stop();
}

async function takeAll(page: Page, product: Product): Promise<void> {
  await page.goto(product.page);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await take(page, 'sign-in');
  await page.goto(product.signIn);
  await page.getByRole('button', { name: 'Connect Ashby' }).waitFor();
  await take(page, 'integrations-none');
  await connect(page, product);
  await addContacts(product);
  for (const screen of ['Integrations', 'Sequences', 'Contacts']) {
    await page.getByRole('link', { name: screen }).first().click();
    await page.getByRole('heading', { name: screen, level: 1 }).waitFor();
    if (screen === 'Contacts') await page.getByText(`Synced ${synced}`).waitFor();
    await take(page, screen.toLowerCase());
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.reload();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByText('Synced', { exact: true }).nth(8).waitFor();
  await takeForReadme(page, 'screenshot');
  await page.getByRole('link', { name: 'Sequences' }).first().click();
  await page.getByRole('link', { name: 'Product designers' }).click();
  await page.getByRole('heading', { name: 'Product designers' }).waitFor();
  await take(page, 'sequence');
  await page.goto(`${product.page}/contacts?state=NOT_SYNCED`);
  await page.getByRole('row').filter({ hasText: 'Added before' }).first().getByRole('button').first().click();
  await page.getByRole('button', { name: 'Resync this contact' }).waitFor();
  await take(page, 'why');
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Select all that are loaded' }).check();
  await page.getByRole('button', { name: /^Select all \d+ that match/ }).click();
  await page.getByRole('button', { name: 'Resync…' }).click();
  await page.getByRole('button', { name: /^Resync \d+ contacts$/ }).waitFor();
  await take(page, 'resync');
  await page.getByRole('button', { name: /^Resync \d+ contacts$/ }).click();
  await page.getByRole('heading', { name: 'Resync to Ashby', level: 1 }).waitFor();
  await page.getByText(/^[1-9]\d* of \d+ done/).waitFor();
  await take(page, 'run');
  await takeForReadme(page, 'screenshot-run');
  for (const [path, heading] of [
    ['health', 'Health and audit'],
    ['developers', 'Developers'],
  ] as const) {
    await page.goto(`${product.page}/${path}`);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await page.getByRole('table').or(page.getByText('There are no tokens yet')).first().waitFor();
    await take(page, path);
  }
  await page.goto(`${product.page}/contacts?search=zzzz`);
  await page.getByText('No contact matches').waitFor();
  await take(page, 'contacts-none');
  await takeStates(page, product);
}

async function connect(page: Page, product: Product): Promise<void> {
  await page.getByRole('button', { name: 'Connect Ashby' }).click();
  const dialog = page.getByRole('dialog');
  const key = dialog.getByRole('textbox', { name: 'API key' });
  await key.fill('this-is-no-key');
  await dialog.getByRole('alert').waitFor();
  await take(page, 'connect-wrong-key');
  await key.fill(product.emulatorApiKey);
  await dialog.getByText('The key works').waitFor();
  await take(page, 'connect');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Ashby settings' }).waitFor();
  await page.getByRole('radio', { name: 'When added' }).click();
  await page.getByRole('combobox', { name: 'Default job' }).click();
  await page.getByRole('option').first().waitFor();
  await take(page, 'settings-jobs');
  await page.getByRole('option').first().click();
  await page.getByText(/^\d+ contacts\. Nothing happens by itself/).waitFor();
  await take(page, 'settings-preview');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. It counts').waitFor();
  await take(page, 'settings');
  await page.getByText('People who are in Ashby already').evaluate((heading) => {
    scrollBy(0, heading.getBoundingClientRect().top - 100);
  });
  await takeForReadme(page, 'screenshot-settings');
}

async function addContacts(product: Product): Promise<void> {
  const { sequences } = await send<{ sequences: { nodes: { id: string }[] } }>(
    product,
    '{ sequences { nodes { id } } }',
    {},
  );
  const contacts = people.flatMap((name, number) => [
    { eventId: `shown-${number}`, name, company: 'Northwind', email: emailOf(name) },
    ...families.map((family, index) => {
      const other = `${name.split(' ')[0]} ${family}`;
      const email = number % 3 === 2 && index === 0 ? null : emailOf(other);
      return { eventId: `shown-${number}-${index}`, name: other, company: 'Contoso', email };
    }),
  ]);
  await send(
    product,
    'mutation ($input: AddContactsToSequenceInput!) { addContactsToSequence(input: $input) { __typename } }',
    { input: { sequenceId: sequences.nodes[0]?.id, contacts } },
  );
}

function emailOf(name: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@new.example`;
}
