import type { Database } from '../database/client.ts';
import type { Tenancy } from './tenancy.ts';
import { type SealedFor, SealFault, type Vault } from './vault.ts';

export type Resealed = {
  readonly resealed: number;
  /** What could not be opened, and is as it was. */
  readonly failed: readonly (SealedFor & { readonly why: string })[];
};

const batchSize = 200;
const nobody = '00000000-0000-0000-0000-000000000000';

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
    await save[field](account, { accountId, id, sealed, fresh });
    return null;
  } catch (error) {
    if (error instanceof SealFault) return error.message;
    throw error;
  }
}

type Fresh = { readonly accountId: string; readonly id: string; readonly sealed: string; readonly fresh: string };

/** Only where it is still what was opened. */
const save: Readonly<Record<SealedFor['field'], (account: Database, fresh: Fresh) => Promise<unknown>>> = {
  credential: (account, { accountId, id, sealed, fresh }) =>
    account.integration.updateMany({
      where: { accountId, id, sealedCredential: sealed },
      data: { sealedCredential: fresh },
    }),
  webhook: (account, { accountId, id: integrationId, sealed, fresh }) =>
    account.webhook.updateMany({
      where: { accountId, integrationId, sealedSecrets: sealed },
      data: { sealedSecrets: fresh },
    }),
  erasureKey: (account, { accountId: id, sealed, fresh }) =>
    account.account.updateMany({ where: { id, sealedErasureKey: sealed }, data: { sealedErasureKey: fresh } }),
};

/** All that the vault sealed, a page at a time, in the order of ids. */
async function* sealedRows({ acrossAccounts }: Tenancy): AsyncGenerator<Row> {
  let last: Pick<SealedFor, 'integrationId' | 'field'> | undefined;
  for (;;) {
    const page = await acrossAccounts.$queryRaw<(SealedFor & { readonly sealed: string })[]>`
      SELECT * FROM (
        SELECT account_id AS "accountId", id AS "integrationId", 'credential' AS field, sealed_credential AS sealed FROM integration
        UNION ALL SELECT account_id, integration_id, 'webhook', sealed_secrets FROM webhook
        UNION ALL SELECT id, id, 'erasureKey', sealed_erasure_key FROM account) secrets
      WHERE sealed IS NOT NULL
        AND ("integrationId", field) > (${last?.integrationId ?? nobody}::uuid, ${last?.field ?? ''})
      ORDER BY "integrationId", field LIMIT ${batchSize}`;
    for (const { sealed, ...owner } of page) yield { owner, sealed };
    last = page.at(-1) ?? last;
    if (page.length < batchSize) return;
  }
}
