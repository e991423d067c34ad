import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bothHands, type Hands, handsOf } from './support/hands.ts';
import { connectAshby, type Job, openJobs } from './support/integration.ts';
import { type Opened, openPage } from './support/open-page.ts';
import { addContact, addSequence, record } from './support/outreach.ts';

let opened: Opened;
let integrationId: string;
let jobs: readonly Job[];
beforeAll(async () => {
  opened = await openPage();
  integrationId = await connectAshby(opened.product, {});
  jobs = await openJobs(opened.product, integrationId);
});
afterAll(() => opened?.close());

function rowOf(name: string) {
  return opened.page.getByRole('row').filter({ hasText: name });
}

describe.each(bothHands)('by %s, a person', (by) => {
  let hands: Hands;
  const sequence = `Sequence by ${by}`;
  const someone = (name: string) => ({
    name: `${name} ${by}`,
    email: `${name}.${by}@new.example`.toLowerCase(),
    sequence,
  });
  beforeAll(async () => {
    hands = handsOf(by, opened.page);
    await addSequence(opened.product, sequence);
  });

  /** Chooses in the settings what is not chosen yet, and saves it. */
  async function choose(mode: string) {
    const { page, product } = opened;
    await page.goto(`${product.page}/integrations/${integrationId}`);
    await hands.choose(page.getByRole('radio', { name: mode, exact: true }));
    await hands.press(page.getByRole('button', { name: 'Save' }));
    await page.getByText('Saved. It counts').waitFor();
  }

  async function toContacts() {
    await hands.press(opened.page.getByRole('link', { name: 'Contacts', exact: true }));
    await opened.page.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();
  }

  async function toSequence() {
    await hands.press(opened.page.getByRole('link', { name: 'Sequences', exact: true }));
    await hands.press(opened.page.getByRole('link', { name: sequence }));
    await opened.page.getByRole('heading', { name: 'Where its contacts stand' }).waitFor();
  }

  test('S2.4 is told before saving whom a change affects, saves once more what failed, and takes it back', async () => {
    const { page, product } = opened;
    await connectAshby(product, { mode: 'OFF', defaultJobId: null });
    await page.goto(`${product.page}/integrations/${integrationId}`);
    await hands.choose(page.getByRole('radio', { name: 'When added' }));
    await hands.pick(page.getByRole('combobox', { name: 'Default job' }), jobs[0]?.title ?? '');
    await page.getByText(`into ${jobs[0]?.title} unless the sequence says otherwise`).waitFor();
    await page.getByText(/^\d+ contacts\. Nothing happens by itself/).waitFor();

    const isSave = (route: Route) => route.request().postDataJSON().operationName === 'UpdateSyncSettings';
    await page.route('**/graphql', (route) => (isSave(route) ? route.abort() : route.continue()));
    await hands.press(page.getByRole('button', { name: 'Save' }));
    await page.getByRole('alert').getByText('Handoff did not answer. Nothing has changed; try again.').waitFor();
    await page.unroute('**/graphql');
    await hands.press(page.getByRole('button', { name: 'Save' }));
    await page.getByText('Saved. It counts').waitFor();
    await hands.press(page.getByRole('button', { name: 'Undo' }));
    await page.getByText('Undone').waitFor();
    expect(await page.getByRole('radio', { name: 'When added' }).isChecked()).toBe(false);
  });

  test('S2.1 OFF: who is added is told why nothing was sent, and where that is changed', async () => {
    await choose('Off');
    await toContacts();
    await addContact(opened.product, someone('Otto'));
    await rowOf(`Otto ${by}`).getByText('Syncing was off').waitFor();
    await hands.press(rowOf(`Otto ${by}`).getByRole('button', { name: `Otto ${by}` }));
    await hands.press(opened.page.getByRole('dialog').getByRole('link', { name: 'Choose when contacts sync' }));
    await opened.page.getByRole('heading', { name: 'Ashby settings' }).waitFor();
  });

  test('S2.2 ON_ADDED: who is added turns to "Synced" without a reload', async () => {
    await choose('When added');
    await toContacts();
    await addContact(opened.product, someone('Ada'));
    await rowOf(`Ada ${by}`).getByText('Synced', { exact: true }).waitFor();
  });

  test('S2.3 ON_REPLY: who is added waits, and turns to "Synced" at the first reply', async () => {
    await choose('When they reply');
    await toContacts();
    await addContact(opened.product, someone('Rita'));
    await rowOf(`Rita ${by}`).getByText('Waiting for a reply').waitFor();
    await record(opened.product, 'REPLIED', someone('Rita'));
    await rowOf(`Rita ${by}`).getByText('Synced', { exact: true }).waitFor();
  });

  test('S4.1 a sequence is switched off, wears it in every list, and is switched on from who was left', async () => {
    const { page } = opened;
    await choose('When added');
    await toSequence();
    const syncs = page.getByRole('switch', { name: 'Sync the contacts of this sequence to Ashby' });
    await hands.press(syncs);
    await page.getByText('do not sync').waitFor();
    await page.getByText('Saved: it counts').waitFor();
    await hands.press(page.getByRole('link', { name: 'All sequences' }));
    await page.getByText('Sync off', { exact: true }).first().waitFor();
    await toContacts();
    await addContact(opened.product, someone('Olga'));
    const row = rowOf(`Olga ${by}`);
    await row.getByText('Sequence was off').waitFor();
    await row.getByText(`${sequence} (sync off)`).waitFor();
    await hands.press(row.getByRole('button', { name: `Olga ${by}` }));
    await hands.press(page.getByRole('dialog').getByRole('link', { name: 'Switch the sequence on' }));
    await hands.press(syncs);
    await page.getByText('Saved: it counts').waitFor();
    await toContacts();
    await hands.press(row.getByRole('button', { name: `Olga ${by}` }));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: 'Resync this contact' }));
    await hands.press(page.getByRole('button', { name: 'Resync 1 contact' }));
    await page.getByText(`Olga ${by} is in Ashby.`).waitFor();
    await hands.leave(page.getByRole('dialog'));
  });

  test('S3.2 a sequence names its own job; S3.4 who is in the ATS without it gets it by one button', async () => {
    const { page } = opened;
    const job = jobs[1]?.title ?? '';
    await toSequence();
    await hands.choose(page.getByRole('radio', { name: 'A job of its own' }));
    await hands.pick(page.getByRole('combobox', { name: 'Job of this sequence' }), job);
    await page.getByText(`From now on, its contacts are put forward for ${job}`).waitFor();
    const guard = page.getByText(`already in Ashby without ${job}`);
    await guard.waitFor();
    await hands.press(page.getByRole('button', { name: /^Assign this job to/ }));
    await guard.waitFor({ state: 'detached' });
    await toContacts();
    expect(await rowOf(`Ada ${by}`).textContent()).toContain(job);
  });

  test('S7.1 activity is switched on, and what is sent from then on is written', async () => {
    const { page, product } = opened;
    await connectAshby(product, { activityTracking: false });
    await page.goto(`${product.page}/integrations/${integrationId}`);
    const tracking = page.getByRole('switch', { name: /^Write emails, opens, clicks and replies/ });
    await page.getByText(/^Emails before .+ cannot be added/).waitFor();
    await hands.press(tracking);
    await hands.press(page.getByRole('button', { name: 'Save' }));
    await page.getByText('Saved. It counts').waitFor();
    await toContacts();
    await addContact(product, someone('Emil'));
    await rowOf(`Emil ${by}`).getByText('Synced', { exact: true }).waitFor();
    await record(product, 'SENT', someone('Emil'));
    await expect
      .poll(
        async () => {
          await hands.press(rowOf(`Emil ${by}`).getByRole('button', { name: `Emil ${by}` }));
          const dialog = page.getByRole('dialog');
          await dialog.getByRole('heading', { name: 'Email activity' }).waitFor();
          const written = await dialog.getByText('Written to Ashby').count();
          await hands.leave(dialog);
          await dialog.waitFor({ state: 'detached' });
          return written;
        },
        { timeout: 30_000 },
      )
      .toBe(1);
  });
});
