import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { reseal } from '../../src/security/reseal.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { SealFault, type Vault, type VaultKeys, vaultOf } from '../../src/security/vault.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, created, newContact, newSequence, settled } from '../support/seed.ts';

const old = { kid: 'k1', key: new Uint8Array(randomBytes(32)) };
const fresh = { kid: 'k2', key: new Uint8Array(randomBytes(32)) };
const asSetting = (keys: VaultKeys) =>
  keys.map(({ kid, key }) => `${kid}:${Buffer.from(key).toString('base64')}`).join();

let harness: Harness;
afterEach(() => harness.stop());

async function connected(keys: VaultKeys): Promise<string> {
  harness = await startHarness({ seed: { candidates: 0, jobs: 1 }, settings: { HANDOFF_VAULT_KEY: asSetting(keys) } });
  const { id } = await connect(harness, { mode: 'ON_ADDED' });
  return id;
}

async function sealedNow(): Promise<string> {
  const { sealedCredential } = await harness.database.integration.findFirstOrThrow();
  return sealedCredential ?? '';
}

const flipBit = (sealed: string) => {
  const [header, key, iv, text = '', tag] = sealed.split('.');
  return [header, key, iv, `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}`, tag].join('.');
};

describe('attack 20: a sealed key that was changed, or whose key is not here', () => {
  test.each([
    ['a flipped bit', async (sealed: string) => flipBit(sealed), 'changed'],
    ['an unknown key id', async () => foreign(), '“k9”'],
    ['the seal of another row', async () => swapped(), 'something else'],
  ])('%s pauses the integration, and no request leaves', async (_, change, why) => {
    const integrationId = await connected([old]);
    const sealedCredential = await change(await sealedNow());
    await harness.database.integration.updateMany({ data: { sealedCredential } });
    const before = (await harness.journal()).length;
    const contact = newContact();
    await add(harness, await newSequence(harness), [contact]);
    const shown = async () => {
      const { integrations } = await harness.client.send('Integrations');
      return integrations.nodes.find(({ id }: { id: string }) => id === integrationId);
    };
    await expect.poll(async () => (await shown()).status, { timeout: 15_000 }).toBe('INVALID_CREDENTIALS');
    expect((await shown()).statusDetail).toContain(why);
    expect(await harness.journal()).toHaveLength(before);
  });

  async function foreign(): Promise<string> {
    const { accountId, id: integrationId } = await harness.database.integration.findFirstOrThrow();
    const other = vaultOf([{ kid: 'k9', key: old.key }]);
    return other.seal({ apiKey: 'x' }, { accountId, integrationId, field: 'credential' });
  }

  async function swapped(): Promise<string> {
    const { accountId } = await harness.database.integration.findFirstOrThrow();
    return vaultOf([old]).seal({ apiKey: 'x' }, { accountId, integrationId: accountId, field: 'credential' });
  }
});

describe('attack 21: all keys are sealed anew during a bulk sync, and the work is killed half-way', () => {
  test('no open fails, and the second run ends what the first began', async () => {
    await connected([fresh, old]);
    const tenancy = tenancyOf(harness.database);
    const before = vaultOf([old]);
    await sealAnew(before);
    const others = await Promise.all(Array.from({ length: 9 }, () => anotherAccount(before)));
    const contacts = Array.from({ length: 20 }, () => newContact());
    await add(harness, await newSequence(harness), contacts);

    const both = vaultOf([fresh, old]);
    await expect(reseal({ tenancy, vault: dyingAfter(both, 4) })).rejects.toThrow('killed');
    expect(await countSealedWith('k1')).toBeGreaterThan(0);
    const { resealed, failed } = await reseal({ tenancy, vault: both });
    expect([resealed > 0, failed, await countSealedWith('k1')]).toEqual([true, [], 0]);
    expect(await reseal({ tenancy, vault: both })).toEqual({ resealed: 0, failed: [] });

    for (const contact of contacts) await settled(harness, 'SYNCED', contact);
    expect((await created(harness)).candidates).toHaveLength(20);
    const alone = vaultOf([fresh]);
    for (const row of await harness.database.integration.findMany()) {
      const owner = { accountId: row.accountId, integrationId: row.id, field: 'credential' } as const;
      expect(await alone.open(row.sealedCredential ?? '', owner)).toMatchObject({ apiKey: expect.any(String) });
    }
    expect(others).toHaveLength(9);
  });

  test('a vault without the old key names what it cannot open, and leaves it', async () => {
    await connected([old]);
    const sealed = await sealedNow();
    const { resealed, failed } = await reseal({ tenancy: tenancyOf(harness.database), vault: vaultOf([fresh]) });
    expect([resealed, failed]).toEqual([0, [expect.objectContaining({ why: expect.stringContaining('“k1”') })]]);
    expect(await sealedNow()).toBe(sealed);
  });

  /** As an installation that began with the old key. */
  async function sealAnew(vault: Vault): Promise<void> {
    const { accountId, id: integrationId } = await harness.database.integration.findFirstOrThrow();
    const apiKey = harness.emulator.apiKey;
    const sealedCredential = await vault.seal({ apiKey }, { accountId, integrationId, field: 'credential' });
    await harness.database.integration.updateMany({ data: { sealedCredential } });
  }

  async function anotherAccount(vault: Vault): Promise<string> {
    const [accountId, id] = [crypto.randomUUID(), crypto.randomUUID()];
    await harness.database.account.create({ data: { id: accountId, name: 'Contoso' } });
    const owner = { accountId, integrationId: id, field: 'credential' } as const;
    const sealedCredential = await vault.seal({ apiKey: 'x' }, owner);
    await harness.database.integration.create({ data: { accountId, id, connectorId: 'ashby', sealedCredential } });
    return id;
  }

  async function countSealedWith(kid: string): Promise<number> {
    const rows = await harness.database.integration.findMany();
    const header = (sealed: string | null) => Buffer.from(sealed?.split('.')[0] ?? '', 'base64url').toString();
    return rows.filter((row) => header(row.sealedCredential).includes(`"${kid}"`)).length;
  }

  function dyingAfter(vault: Vault, count: number): Vault {
    let left = count;
    return {
      ...vault,
      seal: (secret, owner) => (left-- > 0 ? vault.seal(secret, owner) : Promise.reject(new Error('killed'))),
    };
  }
});

test('what was sealed for one field does not open for another', async () => {
  await connected([old]);
  const owner = { accountId: 'a', integrationId: 'i', field: 'credential' } as const;
  const sealed = await vaultOf([old]).seal({ apiKey: 'x' }, owner);
  await expect(vaultOf([old]).open(sealed, { ...owner, field: 'erasureKey' })).rejects.toThrow(SealFault);
});
