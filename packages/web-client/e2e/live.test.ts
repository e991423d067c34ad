import type { WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { median, watchRows } from './measures/row-delay.ts';
import { type JournalEntry, journal, planFault } from './support/ats.ts';
import { connectAshby, startRun } from './support/integration.ts';
import { type Opened, openPage } from './support/open-page.ts';
import { addContact, addContacts, addSequence, standings } from './support/outreach.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openPage();
  await connectAshby(opened.product, { mode: 'ON_ADDED' });
  await toContacts(opened.page);
});
afterAll(() => opened?.close());

async function toContacts(page: Opened['page']): Promise<void> {
  await page.goto(`${opened.product.page}/contacts`);
  await page.getByRole('table', { name: 'Contacts and where they stand' }).waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
}

function newcomer(name: string) {
  return { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@new.example` };
}

async function isCreated({ email }: { email: string }): Promise<boolean> {
  const created = ({ operation, request, outcome }: JournalEntry) =>
    operation === 'candidate.create' && request.email === email && outcome.success;
  return (await journal(opened.product)).some(created);
}

test('who is added turns to "Synced" without a reload, and opens in the ATS', async () => {
  const { page, product } = opened;
  await page.evaluate(() => {
    document.body.dataset.loadedOnce = 'yes';
  });
  await addContact(product, newcomer('Dana Live'));
  const row = page.getByRole('row').filter({ hasText: 'Dana Live' });
  await row.getByText('Synced', { exact: true }).waitFor();
  await row.getByRole('link', { name: 'Open Dana Live in Ashby' }).waitFor();
  expect(await page.evaluate(() => document.body.dataset.loadedOnce)).toBe('yes');
  expect(await isCreated(newcomer('Dana Live'))).toBe(true);
});

test('contacts that were read before a change, and arrive after it, do not undo it', async () => {
  const { product } = opened;
  const late = await opened.page.context().newPage();
  late.setDefaultTimeout(30_000);
  let synced = false;
  late.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      synced ||= String(payload).includes('"state":"SYNCED"');
    }),
  );
  await toContacts(late);

  const tardy = newcomer('Tardy Answer');
  const read = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await late.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes(tardy.name)) {
      read.resolve();
      await held.promise;
    }
    await route.fulfill({ response, body });
  });
  // Told to wait, it is still on its way when the page reads it.
  await planFault(product, { operation: 'candidate.create', what: '429', retryAfter: 2 });
  await addContact(product, tardy);
  await read.promise;
  await expect.poll(() => synced, { timeout: 30_000 }).toBe(true);
  held.resolve();
  await late.getByRole('row').filter({ hasText: tardy.name }).getByText('Synced', { exact: true }).waitFor();
  await late.close();
});

/** No orderly end: as when a network breaks. */
const torn = 3001;

test('a lost connection is said, with since when; what was missed is there once it is back', async () => {
  const { product } = opened;
  const page = await opened.page.context().newPage();
  page.setDefaultTimeout(30_000);
  let isCut = false;
  const sockets = new Set<WebSocketRoute>();
  await page.routeWebSocket('**/graphql', (socket) => {
    if (isCut) return void socket.close({ code: torn });
    socket.connectToServer();
    sockets.add(socket);
  });
  await toContacts(page);

  isCut = true;
  for (const socket of sockets) await socket.close({ code: torn });
  await page.getByText(/^The live connection was lost at .+ We are opening it again\.$/).waitFor();
  await page.getByText('nothing you missed is lost').waitFor();
  const missed = newcomer('Mia Missed');
  await addContact(product, missed);
  await expect.poll(() => isCreated(missed), { timeout: 30_000 }).toBe(true);
  expect(await page.getByText(missed.name).count()).toBe(0);

  isCut = false;
  await page.getByRole('row').filter({ hasText: missed.name }).getByText('Synced', { exact: true }).waitFor();
  await page.getByText(/^The live connection was lost/).waitFor({ state: 'detached' });

  await page.context().setOffline(true);
  await page.getByText(/^Your device went offline at /).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/^Your device went offline at /).waitFor({ state: 'detached' });
  await page.close();
});

/** Ways between processes from the commit to the screen: hint, reading, frame, drawing. */
const hops = 4;

test('a row’s change is on screen within 300 ms of the engine’s commit, as a median over 50', async () => {
  const { product, page } = opened;
  const sequenceId = await addSequence(product, 'Timed');
  await connectAshby(product, { mode: 'OFF' });
  const contacts = Array.from({ length: 50 }, (_, number) => newcomer(`Timed ${number}`));
  await addContacts(product, contacts, 'Timed');
  await connectAshby(product, { mode: 'ON_ADDED' });
  // High enough for all of them.
  await page.setViewportSize({ width: 1440, height: 4_200 });
  await toContacts(page);
  await page.getByRole('row').filter({ hasText: 'Timed' }).nth(49).waitFor();
  const watched = await watchRows(page);
  const all = await standings(product, sequenceId);
  for (let from = 0; from < all.length; from += 2) {
    const two = all.slice(from, from + 2);
    await startRun(product, { contactIds: two.map(({ contactId }) => contactId) });
    const shown = async () => {
      const { onScreen } = await watched();
      return two.every(({ name }) => onScreen.has(name));
    };
    await expect.poll(shown, { timeout: 30_000, interval: 20 }).toBe(true);
  }
  const { onScreen, roundTripsMs } = await watched();
  const ended = await standings(product, sequenceId);
  const delay = median(ended.map(({ name, since }) => (onScreen.get(name) ?? Number.NaN) - since));
  const roundTrip = median(roundTripsMs);
  process.stdout.write(
    `A row's change was on screen ${delay} ms after its commit; a round trip took ${roundTrip} ms.\n`,
  );
  // A machine that is busy otherwise is late at every hop: what it is late by is not the page's.
  expect(delay - hops * roundTrip).toBeLessThan(300);
});
