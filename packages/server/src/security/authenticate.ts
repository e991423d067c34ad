import type { ApiToken, Member } from '../generated/prisma/client.ts';
import type { Role } from '../generated/prisma/enums.ts';
import { type JwtTrust, jwtVerifier } from './jwt.ts';
import { membersOf } from './members.ts';
import { scopesFor, type TokenScope } from './rights.ts';
import type { Tenancy } from './tenancy.ts';
import { hashToken } from './tokens.ts';

/** Who a request is from. Everything it touches belongs to this account. */
export type Caller = {
  /** Of the token: what is counted, and looked at again while something is followed. */
  readonly tokenId: string;
  /** A program's token, a person's session here, or a person who signed in elsewhere. */
  readonly kind: 'API' | 'SESSION' | 'JWT';
  readonly accountId: string;
  /** The person; for a program, who made its token. */
  readonly memberId: string;
  readonly role: Role;
  readonly scopes: readonly TokenScope[];
  readonly expiresAt: Date;
};

/** The caller of an `Authorization: Bearer …` value; null when it opens nothing. */
export type Authenticate = (authorization: string | null | undefined) => Promise<Caller | null>;

/** A use is written down at most this often. */
const usedEveryMs = 60_000;

/** `trust` names whose JWTs are taken beside our own tokens; null for nobody's. */
export function authenticator(tenancy: Tenancy, trust: JwtTrust | null): Authenticate {
  const byJwt = trust && jwtAuthenticator(tenancy, trust);
  return async (authorization) => {
    const secret = /^Bearer ([\w.-]{20,4096})$/.exec(authorization ?? '')?.[1];
    if (!secret) return null;
    if (secret.includes('.')) return byJwt ? byJwt(secret) : null;
    return byToken(tenancy, secret);
  };
}

async function byToken(tenancy: Tenancy, secret: string): Promise<Caller | null> {
  const where = { hash: hashToken(secret) };
  const token = await tenancy.acrossAccounts.apiToken.findUnique({ where, include: { member: true } });
  if (!token || token.kind === 'SIGN_IN' || token.revokedAt || token.expiresAt <= new Date()) return null;
  await noteUse(tenancy, token);
  return callerOf({ ...token, kind: token.kind });
}

type Found = ApiToken & { readonly kind: 'API' | 'SESSION'; readonly member: Member };

function callerOf({ id: tokenId, kind, accountId, memberId, scopes, member: { role }, expiresAt }: Found): Caller {
  return { tokenId, kind, accountId, memberId, role, scopes: scopesFor(role, scopes), expiresAt };
}

async function noteUse({ forAccount }: Tenancy, { accountId, id, lastUsedAt }: ApiToken): Promise<void> {
  const now = Date.now();
  if (lastUsedAt && now - lastUsedAt.getTime() < usedEveryMs) return;
  const before = new Date(now - usedEveryMs);
  // Of many requests at the same moment, one writes.
  await forAccount(accountId).apiToken.updateMany({
    where: { accountId, id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
    data: { lastUsedAt: new Date(now) },
  });
}

function jwtAuthenticator(tenancy: Tenancy, trust: JwtTrust): (token: string) => Promise<Caller | null> {
  const verify = jwtVerifier(trust);
  const members = membersOf(tenancy);
  return async (token) => {
    const claims = await verify(token);
    const memberId = claims && (await members.memberOf(claims));
    if (!claims || memberId === null) return null;
    const { accountId, role, expiresAt } = claims;
    return { tokenId: memberId, kind: 'JWT', accountId, memberId, role, scopes: scopesFor(role, ['*']), expiresAt };
  };
}
