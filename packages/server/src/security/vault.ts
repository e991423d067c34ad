import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose';
import { type Hasher, hasherOf } from './keyed-hash.ts';

/** What a secret belongs to: sealed for one field of one row, it opens for no other. */
export type SealedFor = {
  readonly accountId: string;
  readonly integrationId: string;
  readonly field: 'credential' | 'erasureKey' | 'webhook';
};

/** One of the vault's keys, of 32 bytes, by the name under which it is known. */
export type VaultKey = { readonly kid: string; readonly key: Uint8Array };
/** The first seals; all open what they once sealed. */
export type VaultKeys = readonly [VaultKey, ...VaultKey[]];

export type Vault = {
  seal(secret: Readonly<Record<string, string>>, owner: SealedFor): Promise<string>;
  /** Throws a `SealFault` when it was changed, was sealed for something else, or with a key that is not here. */
  open(sealed: string, owner: SealedFor): Promise<unknown>;
  /** Hashes for what belongs to this row and need only be recognised, with a key of its own. */
  hasher(owner: Omit<SealedFor, 'field'>): Hasher;
  /** Whether it is sealed with the key that seals today. */
  isCurrent(sealed: string): boolean;
};

/** What is sealed cannot be opened. Says why in one sentence, and nothing of what is inside. */
export class SealFault extends Error {}

/** Seals secrets as JWE (A256GCM) whose protected header says with which key and for what: both are authenticated. */
export function vaultOf(keys: VaultKeys): Vault {
  const [current] = keys;
  return {
    async seal(secret, owner) {
      return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(secret)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current.kid, sub: bound(owner) })
        .encrypt(current.key);
    },
    async open(sealed, owner) {
      const kid = kidOf(sealed);
      const known = keys.find((key) => key.kid === kid);
      if (!known) throw new SealFault(`It was sealed with the vault key “${kid}”, which this server does not have.`);
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, known.key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      }).catch(explain);
      // Before keys had names, there was one, and a row had one secret.
      const { accountId, integrationId } = owner;
      const expected = protectedHeader.kid === undefined ? `${accountId}/${integrationId}` : bound(owner);
      if (protectedHeader.sub !== expected) throw new SealFault('It was sealed for something else.');
      return JSON.parse(new TextDecoder().decode(plaintext));
    },
    hasher: ({ accountId, integrationId }) => hasherOf(current.key, `${accountId}/${integrationId}`),
    isCurrent: (sealed) => kidOf(sealed) === current.kid,
  };
}

function bound({ accountId, integrationId, field }: SealedFor): string {
  return `${accountId}/${integrationId}/${field}`;
}

function kidOf(sealed: string): string {
  try {
    return String(decodeProtectedHeader(sealed).kid ?? 'k1');
  } catch {
    throw new SealFault('It is not what was sealed.');
  }
}

function explain(error: unknown): never {
  if (error instanceof errors.JOSEError)
    throw new SealFault('It was changed, or sealed with another key of this name.');
  throw error;
}
