import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** How many rules each chapter has; the traps of order are T1 to T15. */
const chapters = { S1: 5, S2: 5, S3: 6, S4: 3, S5: 6, S6: 8, S7: 5, S8: 2, S9: 3 };
const rules = Object.entries(chapters).flatMap(([chapter, count]) => numbered(`${chapter}.`, count));

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, place) => `${prefix}${place + 1}`);
}

const tests = globSync('packages/*/{src,test,e2e}/**/*.test.{ts,tsx}', { cwd: root }).map((file) =>
  readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'),
);

test.for([...rules, ...numbered('T', 15)])('%s is in the title of a test', (id) => {
  const title = new RegExp(`['\`][^'\`\\n]*(?<![\\w.])${id.replace('.', '\\.')}(?![\\w.]*\\d)`);
  expect(tests.some((text) => title.test(text))).toBe(true);
});
