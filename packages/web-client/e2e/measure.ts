/**
 * `pnpm measure:page`: how soon a change is on the screen after its commit, and whether 50,000 contacts
 * scroll without a long task. Fails beyond the limits. On a busy machine it measures the machine.
 */
import type { Page } from 'playwright-core';
import { openPage } from './support/open-page.ts';
import { connectAshby, type Product, send } from './support/product.ts';

const mostDelayMs = 300;
const mostTaskMs = 100;
const changed = 50;
const scrolled = 50_000;
const pageSize = 100;

const opened = await openPage();
try {
  const delay = await medianDelay(opened.page, opened.product);
  const task = await longestTask(opened.page, opened.product);
  process.stdout.write(`a change is on the screen after ${delay} ms (median of ${changed}; at most ${mostDelayMs})\n`);
  process.stdout.write(`longest task while ${scrolled} contacts scroll: ${task} ms (at most ${mostTaskMs})\n`);
  process.exitCode = delay <= mostDelayMs && task <= mostTaskMs ? 0 : 1;
} finally {
  await opened.close();
}

type Synced = {
  contacts: { nodes: { id: string; email: string; enrollments: { nodes: { syncs: { updatedAt: string }[] }[] } }[] };
};

/** From the commit that made a sync SYNCED to its row's word on the screen, in a window in which all are in sight. */
async function medianDelay(page: Page, product: Product): Promise<number> {
  const integrationId = await connectAshby(product, { mode: 'ON_ADDED', deduplication: false });
  await page.setViewportSize({ width: 1440, height: 4_400 });
  await page.goto(`${product.page}/contacts`);
  await page.getByRole('row').nth(changed).waitFor();
  await page.evaluate(watchRows);
  const query = `query ($state: SyncState) { contacts(first: 100, filter: { state: $state }) {
    nodes { id email enrollments { nodes { syncs { updatedAt } } } } } }`;
  const { contacts } = await send<Synced>(product, query, { state: 'NOT_SYNCED' });
  const contactIds = contacts.nodes
    .filter(({ email }) => email)
    .slice(0, changed)
    .map(({ id }) => id);
  await send(product, 'mutation ($input: StartResyncInput!) { startResync(input: $input) { __typename } }', {
    input: { integrationId, contactIds, idempotencyKey: 'measured' },
  });
  await page.waitForFunction((count) => Number(document.body.dataset.count) >= count, changed - 5, {
    timeout: 120_000,
  });
  const at: Record<string, number> = await page.evaluate(() => JSON.parse(document.body.dataset.seen ?? '{}'));
  const { contacts: synced } = await send<Synced>(product, query, { state: 'SYNCED' });
  const delays = synced.nodes.flatMap(({ email, enrollments }) => {
    const shown = at[email];
    const committed = enrollments.nodes[0]?.syncs[0]?.updatedAt;
    return shown === undefined || committed === undefined ? [] : [shown - Date.parse(committed)];
  });
  return delays.sort((one, other) => one - other)[Math.floor(delays.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/** In the page: when each row first said "Synced". */
function watchRows(): void {
  const seen: Record<string, number> = {};
  new MutationObserver(() => {
    for (const row of document.querySelectorAll('[role="row"]')) {
      const text = row.textContent ?? '';
      const email = text.match(/[\w.]+@\w+\.example/)?.[0];
      if (email && /Synced/.test(text) && !(email in seen)) seen[email] = Date.now();
    }
    document.body.dataset.seen = JSON.stringify(seen);
    document.body.dataset.count = String(Object.keys(seen).length);
  }).observe(document.querySelector('[role="rowgroup"]') ?? document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

/** The list is answered for the server, which is not what is measured here. */
async function longestTask(page: Page, product: Product): Promise<number> {
  await page.route('**/graphql', async (route) => {
    const { query = '', variables } = route.request().postDataJSON();
    if (!query.startsWith('query Contacts(')) return route.continue();
    await route.fulfill({ json: { data: { contacts: contactsFrom(Number(variables.after ?? 0)) } } });
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${product.page}/contacts`);
  await page.getByRole('row').nth(5).waitFor();
  return page.evaluate(scrollThrough, scrolled);
}

function contactsFrom(start: number) {
  const nodes = Array.from({ length: pageSize }, (_, index) => contactOf(start + index));
  const end = start + pageSize;
  const pageInfo = { __typename: 'PageInfo', hasNextPage: end < scrolled, endCursor: String(end) };
  return { __typename: 'QueryContactsConnection', totalCount: scrolled, pageInfo, nodes };
}

function contactOf(number: number) {
  const at = new Date(1_700_000_000_000 + number).toISOString();
  const sync = {
    __typename: 'Sync',
    id: `sync-${number}`,
    state: 'SYNCED',
    reason: null,
    label: 'Synced',
    updatedAt: at,
    job: null,
    candidate: null,
    duplicateOf: null,
    error: null,
  };
  const sequence = { __typename: 'Sequence', id: 'sequence', name: 'Measured', syncEnabled: true };
  const enrollment = {
    __typename: 'Enrollment',
    id: `in-${number}`,
    addedAt: at,
    repliedAt: null,
    sequence,
    syncs: [sync],
  };
  return {
    __typename: 'Contact',
    id: `contact-${number}`,
    name: `Person ${number}`,
    email: `person.${number}@new.example`,
    enrollments: { __typename: 'ContactEnrollmentsConnection', nodes: [enrollment] },
  };
}

/** In the page: scrolls until every row has been read, and answers with the longest task meanwhile. */
async function scrollThrough(rows: number): Promise<number> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const table = document.querySelector('[role="table"]');
  const scroller = table?.parentElement;
  while (Number(table?.getAttribute('aria-rowcount')) <= rows) {
    scroller?.scrollBy(0, 1_500);
    await new Promise(requestAnimationFrame);
  }
  observer.disconnect();
  return Math.round(longest);
}
