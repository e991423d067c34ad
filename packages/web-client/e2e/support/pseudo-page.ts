import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Builds the page in a language in which every message wears brackets. */
export async function buildPseudoPage(outDir: string): Promise<void> {
  await build({
    root,
    logLevel: 'silent',
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: 'pseudo-locale',
        enforce: 'pre',
        transform(code: string, id: string) {
          if (!id.endsWith('/messages/en.ts')) return null;
          return `${code.replace('export const en =', 'const plain =').replace('keyof typeof en', 'string')}
            export const en = Object.fromEntries(Object.entries(plain).map(([id, text]) => [id, '⟦' + text + '⟧']));`;
        },
      },
    ],
  });
}

/** Shows that build instead of the served one; what goes to the API still goes there. */
export async function showPseudoPage(page: Page, outDir: string): Promise<void> {
  await page.route(/^http:\/\/[^/]+\/(?!graphql|auth)/, async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = extname(pathname) ? pathname : '/index.html';
    await route.fulfill({
      body: await readFile(join(outDir, file)),
      contentType: types[extname(file)] ?? 'text/plain',
    });
  });
}

/** What a person reads or hears on the page that is neither a message nor data of the API. Runs in the page. */
export function strangeTexts(data: readonly string[]): readonly string[] {
  type Said = { readonly text: string; readonly element: Element };
  const names = ['aria-label', 'placeholder', 'title', 'alt'];
  const elements = [...document.body.querySelectorAll('*')].filter(
    (one) => !one.closest('script, style, code, pre, svg'),
  );
  const attributes = elements.flatMap((element): Said[] =>
    names.map((name) => ({ text: element.getAttribute(name)?.trim() ?? '', element })),
  );
  const texts = elements.flatMap((element): Said[] =>
    [...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ textContent }) => ({ text: textContent?.trim() ?? '', element })),
  );
  const dated = (text: string) => /^\w{3} \d{1,2}, \d{4}/.test(text);
  const known = (text: string) => text.split(', ').every((part) => data.some((value) => value.includes(part)));
  // A message in which a part stands out is several texts between its brackets.
  const bracketed = (element: Element | null) => /^⟦.*⟧$/s.test(element?.textContent?.trim() ?? '');
  return [...attributes, ...texts]
    .filter(({ text }) => /\p{L}{2}/u.test(text) && !/[⟦⟧]/.test(text) && !dated(text) && !known(text))
    .filter(({ element }) => !bracketed(element) && !bracketed(element.parentElement))
    .map(({ text }) => text);
}
