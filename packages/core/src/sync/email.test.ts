import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailKey } from './email.ts';

describe('emailKey', () => {
  test.each([
    ['case', 'Ada@B.Example', 'ada@b.example'],
    ['space around', ' \tada@b.example\n', 'ada@b.example'],
  ])('S6.4 %s does not count', (_, one, other) => {
    expect(emailKey(one)).toBe(emailKey(other));
  });

  test.each([
    ['a dot', 'a.da@gmail.com', 'ada@gmail.com'],
    ['a plus', 'ada+jobs@gmail.com', 'ada@gmail.com'],
    ['the domain', 'ada@googlemail.com', 'ada@gmail.com'],
  ])('S6.4 %s counts', (_, one, other) => {
    expect(emailKey(one)).not.toBe(emailKey(other));
  });

  test('a key is its own key', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(emailKey(emailKey(email))).toBe(emailKey(email));
      }),
    );
  });
});
