import { recordChange } from '../audit/record-change.ts';
import type { Database } from '../database/client.ts';
import { done, notFound, type Result } from '../problem.ts';
import type { Caller } from '../security/authenticate.ts';

/** Ends a program's token: its next request is refused, and what it follows ends within half a minute. */
export async function revokeApiToken(database: Database, caller: Caller, tokenId: string): Promise<Result<null>> {
  const { accountId } = caller;
  return database.$transaction(async (tx) => {
    const where = { accountId_id: { accountId, id: tokenId }, kind: 'API' } as const;
    const token = await tx.apiToken.findUnique({ where });
    if (!token) return notFound('token', ['tokenId']);
    if (token.revokedAt) return done(null);
    await tx.apiToken.update({ where, data: { revokedAt: new Date() } });
    const summary = `Revoked the token “${token.name}”.`;
    await recordChange(tx, caller, { action: 'token.revoke', target: tokenId, summary });
    return done(null);
  });
}
