import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '../../src/database/client.ts';
import { createToken } from '../../src/security/tokens.ts';

/** An account with an owner, who has signed in. */
export async function createOwner(database: Database): Promise<{ accountId: string; token: string }> {
  const accountId = randomUUIDv7();
  await database.account.create({ data: { id: accountId, name: 'Northwind' } });
  const { id: memberId } = await database.member.create({
    data: { accountId, name: 'Olivia', email: 'o@x.example', role: 'OWNER' },
  });
  return { accountId, token: await createToken(database, { accountId, memberId, kind: 'API', name: 'test' }) };
}
