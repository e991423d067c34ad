import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Role } from '../generated/prisma/enums.ts';

/** Whose tokens are taken beside our own: those of the product that people sign in to. */
export type JwtTrust = {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
  readonly accountClaim: string;
  readonly roleClaim: string;
};

type JwtSettings = {
  readonly jwksUrl: string | null;
  readonly jwtIssuer: string | null;
  readonly jwtAudience: string | null;
  readonly jwtAccountClaim: string;
  readonly jwtRoleClaim: string;
};

/** Null where nobody's are trusted. Half of it is a mistake: anybody's tokens would be taken, or none. */
export function jwtTrustOf(settings: JwtSettings): JwtTrust | null {
  const { jwksUrl, jwtIssuer: issuer, jwtAudience: audience } = settings;
  if (jwksUrl === null && issuer === null && audience === null) return null;
  if (jwksUrl === null || issuer === null || audience === null) {
    throw new Error('Set HANDOFF_JWT_JWKS_URL, HANDOFF_JWT_ISSUER and HANDOFF_JWT_AUDIENCE together, or none of them.');
  }
  return { jwksUrl, issuer, audience, accountClaim: settings.jwtAccountClaim, roleClaim: settings.jwtRoleClaim };
}

/** Who a verified token speaks for. */
export type JwtClaims = {
  readonly accountId: string;
  readonly role: Role;
  readonly email: string;
  readonly name: string;
  readonly expiresAt: Date;
};

/** Signatures with a private key only. A secret that both sides know, or none, is never taken. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const fetchWithinMs = 5_000;
const clockToleranceSeconds = 5;

const claims = z.object({
  accountId: z.uuid(),
  role: z
    .string()
    .toUpperCase()
    .pipe(z.enum(['OWNER', 'MANAGER', 'MEMBER'])),
  email: z.email().max(320).toLowerCase(),
  name: z.string().min(1).max(200).optional(),
  exp: z.number(),
});

/** Verifies tokens of the issuer; null for one that is not good. Throws when the issuer's keys cannot be read. */
export function jwtVerifier(trust: JwtTrust): (token: string) => Promise<JwtClaims | null> {
  const keys = createRemoteJWKSet(new URL(trust.jwksUrl), { timeoutDuration: fetchWithinMs });
  return async (token) => {
    const verified = await jwtVerify(token, keys, {
      issuer: trust.issuer,
      audience: trust.audience,
      algorithms,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp'],
    }).catch(nullUnlessUnreachable);
    if (!verified) return null;
    const { payload } = verified;
    const parsed = claims.safeParse({
      ...payload,
      accountId: payload[trust.accountClaim],
      role: payload[trust.roleClaim],
    });
    if (!parsed.success) return null;
    const { accountId, role, email, name = email, exp } = parsed.data;
    return { accountId, role, email, name, expiresAt: new Date(exp * 1_000) };
  };
}

/** A bad token is no fault of ours; keys that cannot be read are, and must not look like a bad token. */
function nullUnlessUnreachable(error: unknown): null {
  const known =
    error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid);
  if (known) return null;
  throw error;
}
