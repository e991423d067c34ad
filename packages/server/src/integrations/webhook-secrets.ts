import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../security/vault.ts';

type Owner = { readonly accountId: string; readonly integrationId: string };

const secrets = z.strictObject({ newest: z.string(), before: z.string().optional() });

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Seals a new secret; the one that was in use until now still opens what was signed a moment ago. */
export async function sealSecrets(
  vault: Vault,
  owner: Owner,
  { newest, before }: { newest: string; before: string | null },
) {
  return vault.seal({ newest, ...(before === null ? {} : { before }) }, { ...owner, field: 'webhook' });
}

/** The newest first. */
export async function openSecrets(vault: Vault, owner: Owner, sealed: string): Promise<readonly [string, ...string[]]> {
  const { newest, before } = secrets.parse(await vault.open(sealed, { ...owner, field: 'webhook' }));
  return before === undefined ? [newest] : [newest, before];
}
