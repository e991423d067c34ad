import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database/client.ts';
import type { TokenKind } from '../generated/prisma/enums.ts';
import type { TokenScope } from './rights.ts';
import type { Tenancy } from './tenancy.ts';

/** How long each kind opens the API, in milliseconds. */
const lifetimeMs = {
  SIGN_IN: 24 * 60 * 60_000,
  SESSION: 30 * 24 * 60 * 60_000,
  API: 365 * 24 * 60 * 60_000,
} satisfies Record<TokenKind, number>;

const prefixes = { SIGN_IN: 'hs_', SESSION: 'hp_', API: 'ht_' } satisfies Record<TokenKind, string>;

/** Only this is kept of a token: it has 256 random bits, so a plain hash cannot be guessed back. */
export function hashToken(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}

export type NewToken = {
  readonly accountId: string;
  readonly memberId: string;
  readonly kind: TokenKind;
  readonly name: string;
  readonly id?: string;
  /** All that its member may, unless it says less. */
  readonly scopes?: readonly TokenScope[];
  readonly expiresAt?: Date;
};

/** Makes a token and answers with its secret, which exists nowhere afterwards. */
export async function createToken(database: Pick<Database, 'apiToken'>, token: NewToken): Promise<string> {
  const secret = prefixes[token.kind] + randomBytes(32).toString('base64url');
  const { scopes = ['*'], expiresAt = new Date(Date.now() + lifetimeMs[token.kind]) } = token;
  await database.apiToken.create({ data: { ...token, hash: hashToken(secret), scopes: [...scopes], expiresAt } });
  return secret;
}

/** Exchanges a one-time sign-in code for a session's token; null when it was used, has run out, or never was. */
export async function signIn({ acrossAccounts, forAccount }: Tenancy, code: string): Promise<string | null> {
  const hash = hashToken(code);
  const known = await acrossAccounts.apiToken.findUnique({ where: { hash, kind: 'SIGN_IN' } });
  if (!known) return null;
  const { accountId, memberId } = known;
  return forAccount(accountId).$transaction(async (tx) => {
    const used = await tx.$executeRaw`
      UPDATE api_token SET revoked_at = now(), last_used_at = now()
      WHERE account_id = ${accountId}::uuid AND hash = ${hash} AND revoked_at IS NULL AND expires_at > now()`;
    return used === 1 ? createToken(tx, { accountId, memberId, kind: 'SESSION', name: 'Signed in by link' }) : null;
  });
}
