import type { Page } from 'playwright-core';
import type { Figure } from './figure.ts';

/** Scrolls the contacts to their end, a screen at a time, as they are loaded; and says the longest task on the way. */
export async function scrollThrough(page: Page, contacts: number): Promise<readonly Figure[]> {
  const { longestMs, rows } = await page.evaluate(scroll, contacts);
  return [
    { what: 'rows scrolled through', value: rows, unit: 'rows', promised: { atLeast: contacts } },
    { what: 'longest task while scrolling', value: longestMs, unit: 'ms', promised: { atMost: 100 } },
  ];
}

/** In the page. */
async function scroll(wanted: number): Promise<{ longestMs: number; rows: number }> {
  let longestMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestMs = Math.max(longestMs, Math.round(duration));
  });
  observer.observe({ type: 'longtask' });
  const table = document.querySelector('[role="table"]');
  const scroller = table?.parentElement;
  if (!table || !scroller) throw new Error('there is no table');
  const rows = () => Number(table.getAttribute('aria-rowcount')) - 1;
  const frame = () => new Promise(requestAnimationFrame);
  let waited = 0;
  while (waited < 600) {
    const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
    waited = atEnd ? waited + 1 : 0;
    if (atEnd && rows() >= wanted) break;
    scroller.scrollTop += scroller.clientHeight * 3;
    await frame();
  }
  observer.disconnect();
  return { longestMs, rows: rows() };
}
