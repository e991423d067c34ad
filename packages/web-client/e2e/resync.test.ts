import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addJob, closeJob, journal, planFault } from './support/ats.ts';
import { type By, bothHands, type Hands, handsOf } from './support/hands.ts';
import { connectAshby, openJobs, startRun } from './support/integration.ts';
import { type Opened, openPage } from './support/open-page.ts';
import { addContact, addSequence, changeSequence } from './support/outreach.ts';

let opened: Opened;
let integrationId: string;
/** Jobs that are closed in their turn, by who walks: there before the jobs are first read. */
const closing = new Map<By, string>();
/** What Ashby says to data that it does not take. */
const refused = { status: 200, body: JSON.stringify({ success: false, errors: ['invalid_input'] }) };
const titleOf = (by: By) => `Soon closed by ${by}`;
beforeAll(async () => {
  opened = await openPage();
  for (const by of bothHands) closing.set(by, await addJob(opened.product, titleOf(by)));
  integrationId = await connectAshby(opened.product, {});
});
afterAll(() => opened?.close());

describe.each(bothHands)('by %s, a person', (by) => {
  let hands: Hands;
  beforeAll(async () => {
    hands = handsOf(by, opened.page);
    await connectAshby(opened.product, { mode: 'ON_ADDED' });
    await opened.page.goto(`${opened.product.page}/contacts?state=NOT_SYNCED`);
    await opened.page.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();
  });

  test('S5.1 is told why one of before the connection was not sent, and sends them by one button', async () => {
    const { page, product } = opened;
    const who = `Bea ${by}`;
    await addContact(product, { name: who, email: `bea.${by}@new.example`, addedAt: '2026-01-05T09:00:00.000Z' });
    const row = page.getByRole('row').filter({ hasText: who });
    await row.getByText('Added before the connection').waitFor();
    await hands.press(row.getByRole('button', { name: who }));
    const panel = page.getByRole('dialog', { name: 'Why it is so' });
    await panel.getByText(`${who} was added before Ashby was connected`).waitFor();
    await hands.press(panel.getByRole('button', { name: 'Resync this contact' }));
    const dialog = page.getByRole('dialog', { name: 'Resync to Ashby' });
    await hands.press(dialog.getByRole('button', { name: 'Resync 1 contact' }));
    await panel.getByText(`${who} is in Ashby.`).waitFor();
    await hands.leave(panel);
    await row.getByText('Synced', { exact: true }).waitFor();
  });

  test('S5.5 sees what a bulk resync would do before anything moves; S5.6 the run survives a reload', async () => {
    const { page, product } = opened;
    await hands.press(page.getByRole('link', { name: 'Contacts', exact: true }));
    await hands.press(page.getByRole('checkbox', { name: 'Select all that are loaded' }));
    await hands.press(page.getByRole('button', { name: /^Select all \d+ that match/ }));
    await hands.press(page.getByRole('button', { name: 'Resync…' }));
    const dialog = page.getByRole('dialog', { name: 'Resync to Ashby' });
    await dialog.getByText('have synced already, and are not touched').waitFor();
    await dialog.getByText('have no email address').waitFor();
    const creates = async () =>
      (await journal(product)).filter(({ operation }) => operation === 'candidate.create').length;
    const before = await creates();
    expect(await creates()).toBe(before);

    await planFault(product, { operation: 'candidate.create', what: '429', retryAfter: 1 });
    await hands.press(dialog.getByRole('button', { name: /^Resync \d+ contacts$/ }));
    await page.getByRole('heading', { name: 'Resync to Ashby', level: 1 }).waitFor();
    await page.reload();
    await page.getByText('Running', { exact: true }).waitFor();
    await hands.press(page.getByRole('link', { name: 'Sequences', exact: true }));
    // The pill follows it on every page, and leads back to it.
    await hands.press(page.getByRole('link', { name: /^Resync: \d+ of \d+$/ }));
    await page.getByRole('heading', { name: 'Resync to Ashby', level: 1 }).waitFor();
  });

  test('S5.6 cancels it: whoever waits is left as they were, and the results can be kept, and that they could not be read is said', async () => {
    const { page } = opened;
    await hands.press(page.getByRole('button', { name: 'Cancel' }));
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    await page.route('**/graphql', (route) =>
      route.request().postDataJSON().operationName === 'RunItems' ? route.abort() : route.fallback(),
    );
    await hands.press(page.getByRole('button', { name: 'Results as CSV' }));
    await page.getByRole('alert').getByText('The table of results could not be made, and nothing was saved').waitFor();
    await page.unroute('**/graphql');
    // A browser may ask where to keep it, and reads it only then.
    await page.evaluate(() => {
      URL.revokeObjectURL = () => document.body.setAttribute('data-taken-back', 'yes');
    });
    const again = page.getByRole('alert').getByRole('button', { name: 'Try again' });
    const [download] = await Promise.all([page.waitForEvent('download'), hands.press(again)]);
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await page.locator('[data-taken-back]').count()).toBe(0);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/^Name,Email,Sequence,What became of them,When,/);
    expect(text).toMatch(/,Cancelled,\d{4}-/);
    await hands.press(page.getByRole('link', { name: 'Show the contacts' }));
    await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: /^Resync: / }).count()).toBe(0);
  });

  test('S3.6 who failed at a closed job is grouped by cause, gets another one, and all are retried at once', async () => {
    const { page, product } = opened;
    const sequence = `Closing by ${by}`;
    const sequenceId = await addSequence(product, sequence);
    const title = titleOf(by);
    const jobs = await openJobs(product, integrationId);
    await changeSequence(product, {
      sequenceId,
      jobSelection: 'JOB',
      jobId: jobs.find((job) => job.title === title)?.id,
    });
    await connectAshby(product, { mode: 'OFF' });
    for (const name of ['Ann', 'Bob', 'Cleo']) {
      await addContact(product, { name: `${name} ${by}`, email: `${name}.${by}@new.example`.toLowerCase(), sequence });
    }
    await connectAshby(product, { mode: 'ON_ADDED' });
    await closeJob(product, closing.get(by) ?? '');
    await planFault(product, { operation: 'candidate.create', what: 'reply', reply: refused });
    await page.goto(`${product.page}/runs/${await startRun(product, { sequenceId })}`);
    await page.getByText('1 contact: Ashby refused the data').waitFor();
    await page.getByText('2 contacts: the job is not open').waitFor();

    await hands.press(page.getByRole('link', { name: 'Show all with this cause: the job is not open' }));
    await page.getByRole('button', { name: 'Show others than “the job is not open”, too' }).waitFor();
    await expect.poll(() => page.getByRole('row').filter({ hasText: by }).count(), { timeout: 30_000 }).toBe(2);
    await page.goBack();

    await hands.press(page.getByRole('link', { name: 'Choose another job' }));
    await hands.press(page.getByRole('link', { name: sequence }));
    const other = jobs.find((job) => job.title !== title)?.title ?? '';
    await hands.pick(page.getByRole('combobox', { name: 'Job of this sequence' }), other);
    await page.getByText('Saved: it counts').waitFor();
    await page.goBack();
    await page.goBack();
    await hands.press(page.getByRole('button', { name: 'Retry these 2' }));
    const dialog = page.getByRole('dialog', { name: 'Resync to Ashby' });
    await hands.press(dialog.getByRole('button', { name: 'Resync 2 contacts' }));
    await page.getByText('Done', { exact: true }).waitFor();
    await page.getByText('2 of 2 done').waitFor();
    await page.getByText('New in Ashby').or(page.getByText('Linked to who was there')).first().waitFor();
  });

  test('S5.3 what is set aside is chosen by name, and the preview follows', async () => {
    const { page, product } = opened;
    await connectAshby(product, { mode: 'OFF' });
    await page.goto(`${product.page}/contacts?state=NOT_SYNCED`);
    const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
    await hands.press(boxes.nth(1));
    await hands.press(boxes.nth(2));
    await hands.press(page.getByRole('button', { name: 'Resync…' }));
    const dialog = page.getByRole('dialog', { name: 'Resync to Ashby' });
    await dialog.getByText('are skipped: syncing is off').waitFor();
    expect(await dialog.getByRole('button', { name: 'Nobody to resync' }).isDisabled()).toBe(true);
    await hands.press(dialog.getByRole('checkbox', { name: 'Sync although syncing is off for the account' }));
    await dialog.getByRole('button', { name: /^Resync [12] contacts?$/ }).waitFor();
    await hands.leave(dialog);
    await dialog.waitFor({ state: 'detached' });
  });
});
