import type { JwtClaims } from './jwt.ts';
import type { Tenancy } from './tenancy.ts';

/** For how long a person's row is not looked up again. */
const knownForMs = 60_000;
const mostKnown = 10_000;

export type Members = {
  /** The member that a verified token speaks for, made at the first sight; null when there is no such account. */
  memberOf(claims: JwtClaims): Promise<string | null>;
};

/** People who sign in elsewhere are members here by their address. Their role is what their token says. */
export function membersOf(tenancy: Tenancy): Members {
  const known = new Map<string, { readonly memberId: string; readonly until: number }>();
  return {
    async memberOf(claims) {
      const key = `${claims.accountId}/${claims.role}/${claims.email}`;
      const found = known.get(key);
      if (found && found.until > performance.now()) return found.memberId;
      const memberId = await ensureMember(tenancy, claims);
      if (known.size >= mostKnown) known.clear();
      if (memberId !== null) known.set(key, { memberId, until: performance.now() + knownForMs });
      return memberId;
    },
  };
}

async function ensureMember(
  { forAccount }: Tenancy,
  { accountId, email, name, role }: JwtClaims,
): Promise<string | null> {
  const account = forAccount(accountId);
  if (!(await account.account.findUnique({ where: { id: accountId } }))) return null;
  const { id } = await account.member.upsert({
    where: { accountId_email: { accountId, email } },
    create: { accountId, email, name, role },
    update: { role },
  });
  return id;
}
