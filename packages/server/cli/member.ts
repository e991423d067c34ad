import type { Actor } from '../src/audit/record-change.ts';
import type { Database } from '../src/database/client.ts';
import { CommandFault } from './exit-code.ts';

/** On whose behalf a command acts: the member with this address, or the account's first owner. */
export async function actorOf(
  database: Database,
  { accountId, email }: { accountId: string; email: string | undefined },
): Promise<Actor> {
  const member = await database.member.findFirst({
    where: { accountId, ...(email === undefined ? { role: 'OWNER' } : { email }) },
    orderBy: { createdAt: 'asc' },
  });
  if (!member) throw new CommandFault(`The account ${accountId} has no member ${email ?? 'who owns it'}.`);
  return { accountId, memberId: member.id };
}
