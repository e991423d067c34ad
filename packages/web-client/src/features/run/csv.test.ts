import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('what stands between commas is told apart from what parts them', () => {
  expect(csvOf([['Dana "D." Okafor', 'a, b', 'two\nlines', '']])).toBe('"Dana ""D."" Okafor","a, b","two\nlines",\r\n');
});

test.each(['=1+1', '+1', '-1', '@sum', '\tx'])('%s is text, not a formula', (value) => {
  expect(csvOf([[value]])).toBe(`'${value}\r\n`);
});
