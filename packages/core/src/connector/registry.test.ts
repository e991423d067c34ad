import { expect, test } from 'vitest';
import { interfaceVersion } from './define-connector.ts';
import { registryOf } from './registry.ts';

const good = { id: 'good', interfaceVersion, open: () => ({}) };

test('a connector of another major version is refused by name, and the rest starts', () => {
  const { connectors, refused } = registryOf({ old: { ...good, id: 'old', interfaceVersion: '0.9' }, good });
  expect(connectors.map(({ id }) => id)).toEqual(['good']);
  expect(refused).toEqual([{ name: 'old', why: expect.stringContaining('version 0.9') }]);
});

test('a later minor version is taken', () => {
  expect(registryOf({ newer: { ...good, interfaceVersion: '1.7' } }).connectors).toHaveLength(1);
});

test.for([
  ['the same id twice', { good, again: { ...good } }, 'again', 'taken'],
  ['what is no connector', { good, helper: () => undefined }, 'helper', 'no connector'],
  ['an id with capitals', { good, loud: { ...good, id: 'Loud' } }, 'loud', 'lower case'],
] as const)('%s is refused by name', ([, exported, name, why]) => {
  const { connectors, refused } = registryOf(exported);
  expect(connectors.map(({ id }) => id)).toEqual(['good']);
  expect(refused).toEqual([{ name, why: expect.stringContaining(why) }]);
});
