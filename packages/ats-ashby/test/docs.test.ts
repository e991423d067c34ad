import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { operations } from '../emulator/catalog.ts';
import { unknowns } from '../emulator/unknowns.ts';
import { permissions } from '../src/permissions.ts';

const page = readFileSync(new URL('../../../docs/ashby.md', import.meta.url), 'utf8');

test.for(permissions)('docs/ashby.md says what $name is for', ({ name, need, requiredBy }) => {
  const needed = { ALWAYS: 'always', FEATURE: 'for the feature' }[need];
  expect(page).toContain(`| ${name} | ${needed} | ${requiredBy.join('; ')} |`);
});

test('docs/ashby.md asks every question that nobody can answer', () => {
  const asked = [...page.matchAll(/^\| `(\w+)` \| .+\? ?.* \|$/gm)].map(([, name]) => name);
  expect(asked).toEqual(Object.keys(unknowns));
});

test('docs/ashby.md names no call that we do not make', () => {
  const named = [...page.matchAll(/`([a-zA-Z]+\.[a-zA-Z]+)`/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !operations.has(name))).toEqual([]);
});
