import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../../screenshots', import.meta.url));
const docs = fileURLToPath(new URL('../../../../docs', import.meta.url));
const widths = [1440, 1024, 390];
const height = 900;

/** The page as it is, in light, for the README. */
export async function takeForReadme(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.evaluate(drawn);
  await page.screenshot({ path: join(docs, `${name}.png`), animations: 'disabled' });
}

/** The page as it is, at every width, in light and dark. */
export async function take(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of widths) {
      await page.setViewportSize({ width, height });
      await page.evaluate(drawn);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) process.stderr.write(`${name} is ${over} px wider than its ${width} px window\n`);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), animations: 'disabled' });
    }
  }
  await page.setViewportSize({ width: 1440, height });
  await page.evaluate(drawn);
}

/** In the page: what follows a change of size, an open list's place for one, takes a few frames. */
async function drawn(): Promise<void> {
  await document.fonts.ready;
  for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
}
