import type { Page } from 'playwright-core';

type Watched = { readonly onScreen: ReadonlyMap<string, number>; readonly roundTripsMs: readonly number[] };

/**
 * From now on, notes for every row when it first stood as synced on the screen, by the contact's name; and meanwhile,
 * again and again, how long the shortest answer of the server takes to get here.
 */
export async function watchRows(page: Page): Promise<() => Promise<Watched>> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    const trips: number[] = [];
    Object.assign(window, { seen, trips });
    const look = () => {
      for (const row of document.querySelectorAll('[role="row"]')) {
        const name = row.querySelector('button')?.textContent ?? '';
        if (name in seen || !row.textContent?.includes('Synced')) continue;
        seen[name] = Number.NaN;
        // The frame after the next is drawn for certain.
        requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(seen, { [name]: Date.now() })));
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    const trip = async () => {
      const from = performance.now();
      await fetch('/livez').then((response) => response.text());
      trips.push(performance.now() - from);
      setTimeout(trip, 50);
    };
    void trip();
  });
  return async () => {
    const [seen, roundTripsMs] = await page.evaluate(() => {
      const { seen, trips } = window as unknown as { seen: Record<string, number>; trips: number[] };
      return [Object.entries(seen).filter(([, at]) => at > 0), trips] as const;
    });
    return { onScreen: new Map(seen), roundTripsMs };
  };
}

export function median(values: readonly number[]): number {
  return Math.round(values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN);
}
