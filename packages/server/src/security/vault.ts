import { CompactEncrypt, compactDecrypt } from 'jose';
import { type Hasher, hasherOf } from './keyed-hash.ts';

/** The row that a secret belongs to: sealed for one, it does not open for another. */
type SealedFor = { readonly accountId: string; readonly integrationId: string };

export type Vault = {
  seal(secret: Readonly<Record<string, string>>, owner: SealedFor): Promise<string>;
  /** Throws when it was changed, or was sealed for another row or with another key. */
  open(sealed: string, owner: SealedFor): Promise<unknown>;
  /** Hashes for what belongs to this row and need only be recognised, with a key of its own. */
  hasher(owner: SealedFor): Hasher;
};

/** Seals the customers' credentials as JWE (A256GCM), bound to their row by a protected header. `key` has 32 bytes. */
export function vaultOf(key: Uint8Array): Vault {
  const bound = ({ accountId, integrationId }: SealedFor) => `${accountId}/${integrationId}`;
  return {
    async seal(secret, owner) {
      return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(secret)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', sub: bound(owner) })
        .encrypt(key);
    },
    async open(sealed, owner) {
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, key);
      if (protectedHeader.sub !== bound(owner)) throw new Error('a sealed credential belongs to another integration');
      return JSON.parse(new TextDecoder().decode(plaintext));
    },
    hasher: (owner) => hasherOf(key, bound(owner)),
  };
}
