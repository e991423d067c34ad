import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Without the key nobody can try out which addresses the hashes are of. */
export type Hasher = {
  /** Names the key: hashes of another one match nothing. */
  readonly keyId: string;
  /** The same text is the same hash, for this owner alone. */
  hash(text: string): Uint8Array<ArrayBuffer>;
};

/** Bytes of a hash: enough that two addresses never share one. */
const length = 16;

/** A hasher with a key of its own for each owner, derived from the vault's. */
export function hasherOf(vaultKey: Uint8Array, owner: string): Hasher {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', vaultKey, owner, 'handoff keyed hash', 32)));
  const hash = (text: string) => new Uint8Array(createHmac('sha256', key).update(text).digest().subarray(0, length));
  return { keyId: Buffer.from(hash('')).toString('hex'), hash };
}
