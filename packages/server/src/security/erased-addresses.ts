/**
 * Whom somebody asked to forget must not come back with a late event, and we may not keep their address to
 * know it by. What is kept is a keyed hash: without the account's key, which is sealed, nobody can try out
 * addresses. The key is sealed rather than derived, so that it outlives a change of the vault's.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '../database/client.ts';
import type { Vault } from './vault.ts';

const sealedKey = z.strictObject({ erasureKey: z.string() });

/** The hash of an address for this account; its key is made if there is none. */
export async function hashForErasure(
  tx: Transaction,
  { vault, accountId }: { vault: Vault; accountId: string },
  emailKey: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  if (account.sealedErasureKey !== null) {
    return hash(await openKey(vault, { accountId, sealed: account.sealedErasureKey }), emailKey);
  }
  const erasureKey = randomBytes(32).toString('base64url');
  const sealedErasureKey = await vault.seal({ erasureKey }, ownerOf(accountId));
  await tx.account.update({ where: { id: accountId }, data: { sealedErasureKey } });
  return hash(erasureKey, emailKey);
}

/** Those of these addresses whose person was erased. */
export async function erasedAddresses(
  tx: Transaction,
  { vault, accountId }: { vault: Pick<Vault, 'open'>; accountId: string },
  emailKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  const account = await tx.account.findUnique({ where: { id: accountId } });
  if (!account || account.sealedErasureKey === null) return new Set();
  const key = await openKey(vault, { accountId, sealed: account.sealedErasureKey });
  const byHash = new Map(emailKeys.map((emailKey) => [hexOf(hash(key, emailKey)), emailKey]));
  const hashes = [...byHash.keys()].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
  const erased = await tx.erasure.findMany({ where: { accountId, emailHash: { in: hashes } } });
  return new Set(erased.flatMap(({ emailHash }) => (emailHash && byHash.get(hexOf(emailHash))) ?? []));
}

async function openKey(vault: Pick<Vault, 'open'>, { accountId, sealed }: { accountId: string; sealed: string }) {
  return sealedKey.parse(await vault.open(sealed, ownerOf(accountId))).erasureKey;
}

/** The vault binds what it seals to a row: here it is the account's own. */
function ownerOf(accountId: string) {
  return { accountId, integrationId: accountId, field: 'erasureKey' } as const;
}

function hash(key: string, emailKey: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', key).update(emailKey).digest());
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
