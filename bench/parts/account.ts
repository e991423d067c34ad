import { randomUUIDv7 } from 'node:crypto';
import { type Database, openDatabase } from '@handoff/server/src/database/client.ts';
import { createToken } from '@handoff/server/src/security/tokens.ts';

export type Account = {
  readonly accountId: string;
  readonly memberId: string;
  readonly sequenceId: string;
  /** The owner's. */
  readonly token: string;
};

/** An account with so many contacts in one sequence, before it has connected anything. */
export async function sowAccount(databaseUrl: string, { contacts }: { contacts: number }): Promise<Account> {
  const database = openDatabase(databaseUrl);
  try {
    const accountId = randomUUIDv7();
    await database.account.create({ data: { id: accountId, name: 'Northwind' } });
    const owner = { accountId, name: 'Olivia', email: 'olivia@northwind.example', role: 'OWNER' } as const;
    const { id: memberId } = await database.member.create({ data: owner });
    const { id: sequenceId } = await database.sequence.create({ data: { accountId, name: 'Engineers' } });
    await enroll(database, { accountId, sequenceId, contacts });
    const token = await createToken(database, { accountId, memberId, kind: 'API', name: 'bench' });
    return { accountId, memberId, sequenceId, token };
  } finally {
    await database.$disconnect();
  }
}

type Enrolling = { readonly accountId: string; readonly sequenceId: string; readonly contacts: number };

/** In one statement, a second apart, the last one a minute ago: `person.1@sown.example` and so on. */
async function enroll(database: Database, { accountId, sequenceId, contacts }: Enrolling): Promise<void> {
  await database.$executeRaw`
    WITH person AS (
      INSERT INTO contact (account_id, id, name, email, email_key, company, title)
      SELECT ${accountId}::uuid, gen_random_uuid(), 'Person ' || number, format('person.%s@sown.example', number),
        format('person.%s@sown.example', number), 'Northwind', 'Engineer'
      FROM generate_series(1, ${contacts}::int) AS number RETURNING account_id, id
    )
    INSERT INTO enrollment (account_id, id, contact_id, sequence_id, added_at)
    SELECT account_id, gen_random_uuid(), id, ${sequenceId}::uuid, now() - interval '1 minute' - row_number() OVER () * interval '1 second'
    FROM person`;
}
