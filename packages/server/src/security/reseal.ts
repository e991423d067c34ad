import type { Tenancy } from './tenancy.ts';
import { type SealedFor, SealFault, type Vault } from './vault.ts';

export type Resealed = {
  readonly resealed: number;
  /** What could not be opened, and is as it was. */
  readonly failed: readonly (SealedFor & { readonly why: string })[];
};

const batchSize = 200;

type Row = { readonly owner: SealedFor; readonly sealed: string };
type Context = { readonly tenancy: Tenancy; readonly vault: Vault };

/**
 * Seals with today's key what an older one sealed, while everything runs. Ends when nothing old is left, so
 * that it can be stopped anywhere and started again; a secret that is replaced meanwhile is left to its new seal.
 */
export async function reseal(context: Context): Promise<Resealed> {
  let resealed = 0;
  const failed: (SealedFor & { why: string })[] = [];
  for await (const row of sealedRows(context.tenancy)) {
    if (context.vault.isCurrent(row.sealed)) continue;
    const why = await resealOne(context, row);
    if (why === null) resealed++;
    else failed.push({ ...row.owner, why });
  }
  return { resealed, failed };
}

async function resealOne({ tenancy, vault }: Context, { owner, sealed }: Row): Promise<string | null> {
  const { accountId, integrationId: id, field } = owner;
  try {
    const secret = await vault.open(sealed, owner);
    const fresh = await vault.seal(secret as Readonly<Record<string, string>>, owner);
    const account = tenancy.forAccount(accountId);
    if (field === 'credential') {
      const where = { accountId, id, sealedCredential: sealed };
      await account.integration.updateMany({ where, data: { sealedCredential: fresh } });
    } else {
      const where = { id: accountId, sealedErasureKey: sealed };
      await account.account.updateMany({ where, data: { sealedErasureKey: fresh } });
    }
    return null;
  } catch (error) {
    if (error instanceof SealFault) return error.message;
    throw error;
  }
}

/** All that the vault sealed, a page at a time, in the order of ids. */
async function* sealedRows({ acrossAccounts }: Tenancy): AsyncGenerator<Row> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await acrossAccounts.$queryRaw<(SealedFor & { readonly sealed: string })[]>`
      SELECT * FROM (
        SELECT account_id AS "accountId", id AS "integrationId", 'credential' AS field, sealed_credential AS sealed FROM integration
        UNION ALL SELECT id, id, 'erasureKey', sealed_erasure_key FROM account) secrets
      WHERE sealed IS NOT NULL AND "integrationId" > ${last}::uuid ORDER BY "integrationId" LIMIT ${batchSize}`;
    for (const { sealed, ...owner } of page) yield { owner, sealed };
    last = page.at(-1)?.integrationId ?? last;
    if (page.length < batchSize) return;
  }
}
