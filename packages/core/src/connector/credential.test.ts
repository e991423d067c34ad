import { describe, expect, test } from 'vitest';
import { type CredentialField, credentialHint, credentialSchema } from './credential.ts';

const help = 'In the settings.';
const site: CredentialField = { name: 'site', label: 'Site', help, secret: 'PLAIN' };
const apiKey: CredentialField = { name: 'apiKey', label: 'API key', help, secret: 'SECRET' };
const schema = credentialSchema([site, apiKey]);

describe('credentialSchema', () => {
  test('S1.1 surrounding space is dropped', () => {
    expect(schema.parse({ site: 'here ', apiKey: '\tabc\n' })).toEqual({ site: 'here', apiKey: 'abc' });
  });

  test.each([
    ['a missing field', { site: 'here' }, ['apiKey']],
    ['an empty field', { site: 'here', apiKey: '' }, ['apiKey']],
    ['a field of space', { site: 'here', apiKey: '   ' }, ['apiKey']],
    ['a field that is no text', { site: 'here', apiKey: 7 }, ['apiKey']],
    ['a field that is too long', { site: 'here', apiKey: 'k'.repeat(501) }, ['apiKey']],
    ['a field nobody asked for', { site: 'here', apiKey: 'abc', other: 'x' }, []],
    ['no object at all', 'abc', []],
  ])('S1.1 %s is refused, and named', (_, given, path) => {
    expect(schema.safeParse(given).error?.issues[0]?.path).toEqual(path);
  });

  test('S1.2 a refusal does not repeat the secret', () => {
    const { error } = schema.safeParse({ site: '', apiKey: 'very-secret'.repeat(50), other: 'x' });
    expect(JSON.stringify(error?.issues)).not.toContain('very-secret');
  });
});

describe('credentialHint', () => {
  test('S1.2 the last four characters of the first secret', () => {
    expect(credentialHint([site, apiKey], { site: 'example', apiKey: 'abcdefgh' })).toBe('efgh');
  });

  test('S1.2 nothing where there is no secret, or none was given', () => {
    expect(credentialHint([site], { site: 'example' })).toBe('');
    expect(credentialHint([apiKey], {})).toBe('');
  });
});
