import type { Delivery } from '@handoff/core';
import { z } from 'zod';
import type { Connectors } from '../engine/open-integration.ts';
import type { Tenancy } from '../security/tenancy.ts';
import type { Vault } from '../security/vault.ts';
import { newSecret, openSecrets } from './webhook-secrets.ts';

type Taking = { readonly tenancy: Tenancy; readonly vault: Vault; readonly connectors: Connectors };

const addressed = z.object({ connectorId: z.string(), accountId: z.uuid(), integrationId: z.uuid() });

/** `UNREADABLE` was signed well, in a shape that our connector does not know. */
export type TakenDelivery = 'TAKEN' | 'REFUSED' | 'UNREADABLE';

/**
 * Takes what an ATS tells: only when it is signed with a secret of this integration, and once a delivery. An
 * integration that does not exist is looked at as long as one that does, and answers the same.
 */
export async function takeWebhook(
  { tenancy, vault, connectors }: Taking,
  address: Readonly<Record<string, string>>,
  delivery: Delivery,
): Promise<TakenDelivery> {
  const parsed = addressed.safeParse(address);
  const verify = parsed.success ? connectors.find(parsed.data.connectorId)?.webhooks?.verify : undefined;
  if (!parsed.success || !verify) return 'REFUSED';
  const { accountId, integrationId } = parsed.data;
  const database = tenancy.forAccount(accountId);
  const webhook = await database.webhook.findUnique({
    where: { accountId_integrationId: { accountId, integrationId } },
  });
  const secrets = webhook ? await openSecrets(vault, parsed.data, webhook.sealedSecrets) : [newSecret()];
  const verdict = await verify(delivery, secrets);
  if (verdict.kind === 'FORGED' || !webhook) return 'REFUSED';
  if (verdict.kind === 'UNREADABLE') return 'UNREADABLE';
  const data = verdict.hints.map((hint) => ({ accountId, integrationId, ...hint }));
  if (data.length > 0) await database.webhookHint.createMany({ data, skipDuplicates: true });
  return 'TAKEN';
}
