import type { Role } from '../generated/prisma/enums.ts';
import type { Tenancy } from './tenancy.ts';
import { hashToken } from './tokens.ts';

/** Who a request is from. Everything it touches belongs to this account. */
export type Caller = {
  /** Of the token: what is counted and revoked. */
  readonly tokenId: string;
  readonly accountId: string;
  readonly memberId: string;
  readonly role: Role;
  readonly scopes: readonly string[];
};

/** The caller of an `Authorization: Bearer …` value; null when it opens nothing. */
export async function authenticate(
  { acrossAccounts }: Tenancy,
  authorization: string | null | undefined,
): Promise<Caller | null> {
  const secret = /^Bearer ([\w-]{20,100})$/.exec(authorization ?? '')?.[1];
  if (!secret) return null;
  const token = await acrossAccounts.apiToken.findUnique({
    where: { hash: hashToken(secret) },
    include: { member: true },
  });
  if (!token || token.kind === 'SIGN_IN' || token.revokedAt || token.expiresAt <= new Date()) return null;
  const { id: tokenId, accountId, memberId, scopes } = token;
  return { tokenId, accountId, memberId, role: token.member.role, scopes };
}
