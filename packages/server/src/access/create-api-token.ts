import { randomUUIDv7 } from 'node:crypto';
import { recordChange } from '../audit/record-change.ts';
import type { Database } from '../database/client.ts';
import { done, invalid, type Result } from '../problem.ts';
import type { Caller } from '../security/authenticate.ts';
import type { TokenScope } from '../security/rights.ts';
import { createToken } from '../security/tokens.ts';

export type NewApiToken = { readonly name: string; readonly scopes: readonly TokenScope[]; readonly expiresAt: Date };
export type CreatedApiToken = { readonly tokenId: string; readonly secret: string };

const longestMs = 366 * 24 * 60 * 60_000;
const longestName = 100;

/** Makes a token for a program, which may no more than who makes it, and has an end (S9.1). */
export async function createApiToken(
  database: Database,
  caller: Caller,
  token: NewApiToken,
): Promise<Result<CreatedApiToken>> {
  const name = token.name.trim();
  const scopes = [...new Set(token.scopes)];
  const leftMs = token.expiresAt.getTime() - Date.now();
  if (name === '' || name.length > longestName) return invalid(`A name has 1 to ${longestName} characters.`, ['name']);
  if (scopes.length === 0) return invalid('Give it at least one scope.', ['scopes']);
  if (!scopes.every((scope) => caller.scopes.includes(scope))) {
    return invalid('A token cannot be given more than you may yourself.', ['scopes']);
  }
  if (leftMs <= 0 || leftMs > longestMs) return invalid('A token ends between now and a year from now.', ['expiresAt']);
  const { accountId, memberId } = caller;
  return database.$transaction(async (tx) => {
    const id = randomUUIDv7();
    const { expiresAt } = token;
    const secret = await createToken(tx, { accountId, id, memberId, kind: 'API', name, scopes, expiresAt });
    const summary = `Made the token “${name}” with ${scopes.join(', ')} until ${expiresAt.toISOString()}.`;
    await recordChange(tx, caller, { action: 'token.create', target: id, summary });
    return done({ tokenId: id, secret });
  });
}
