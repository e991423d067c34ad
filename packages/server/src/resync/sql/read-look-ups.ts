import type { Database } from '../../database/client.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { targets } from './targets.ts';

/** A sync whose contact can be looked up. `addedAt`: when the contact was first added to a sequence, as the push asks it. */
export type LookUpRow = {
  readonly syncId: string;
  readonly factClass: string;
  readonly email: string;
  readonly addedAt: Date;
};

export async function readLookUps(
  database: Database,
  { where, factClasses }: { where: Prisma.Sql; factClasses: readonly string[] },
): Promise<readonly LookUpRow[]> {
  return database.$queryRaw<LookUpRow[]>`
    SELECT sync_id AS "syncId", fact_class AS "factClass", email, (
      SELECT min(e.added_at) FROM enrollment e WHERE e.account_id = target.account_id AND e.contact_id = target.contact_id
    ) AS "addedAt"
    FROM (${targets(where)}) AS target WHERE email IS NOT NULL AND fact_class = ANY(${[...factClasses]}::text[])`;
}
