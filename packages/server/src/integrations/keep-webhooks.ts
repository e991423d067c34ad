/**
 * Asks the ATS to tell of changes at our public address, gives it a new secret now and then, and takes the
 * wish back. The secret is kept before the ATS hears of it, because it is tried at once. An ATS that does not
 * agree, for want of a permission, is asked again later; until then its changes are read now and then.
 */
import type { AtsError, Session } from '@handoff/core';
import type { Database } from '../database/client.ts';
import { type OpenContext, openWith } from '../engine/open-integration.ts';
import type { Webhook } from '../generated/prisma/client.ts';
import type { Drain } from '../queue/queues.ts';
import { newSecret, openSecrets, sealSecrets } from './webhook-secrets.ts';

/** A secret is replaced after this long, and a wish that was refused repeated after that. */
const rotateAfter = '30 days';
const retryAfter = '10 minutes';

export type Keeping = OpenContext & { readonly publicUrl: string };

function webhookUrl(publicUrl: string, connectorId: string, { accountId, integrationId }: Drain): string {
  return new URL(`/webhooks/${connectorId}/${accountId}/${integrationId}`, publicUrl).href;
}

/** The integrations of all accounts whose webhooks are to be made, moved, or given a new secret. */
export async function dueForWebhooks(
  acrossAccounts: Database,
  { publicUrl, connectors }: Pick<Keeping, 'publicUrl' | 'connectors'>,
): Promise<readonly Drain[]> {
  const able = connectors.all.flatMap(({ id, webhooks }) => (webhooks ? [id] : []));
  const origin = new URL(publicUrl).origin;
  return acrossAccounts.$queryRaw<Drain[]>`
    SELECT i.account_id AS "accountId", i.id AS "integrationId" FROM integration i
    LEFT JOIN webhook w ON w.account_id = i.account_id AND w.integration_id = i.id
    WHERE i.status = 'CONNECTED' AND i.connector_id = ANY(${able}::text[])
      AND (w.url IS NULL OR ((NOT starts_with(w.url, ${`${origin}/`}) OR w.registered_at IS NULL
        OR w.registered_at <= now() - ${rotateAfter}::interval) AND w.tried_at <= now() - ${retryAfter}::interval))
    LIMIT 20`;
}

export async function keepWebhooks(context: Keeping, place: Drain): Promise<void> {
  const { database, publicUrl } = context;
  const { accountId, integrationId } = place;
  const row = await database.integration.findUnique({
    where: { accountId_id: { accountId, id: integrationId } },
    include: { webhook: true },
  });
  const open = row?.status === 'CONNECTED' ? await openWith(context, row) : null;
  if (!row || !open) return;
  const url = webhookUrl(publicUrl, row.connectorId, place);
  const secret = newSecret();
  if (!(await writeAhead(context, place, { url, secret, known: row.webhook }))) return;
  const { remoteIds, error } = await ask(open.session, { url, secret, known: row.webhook });
  await database.webhook.updateMany({
    where: { accountId, integrationId, url },
    data: error
      ? { errorCode: error.code, registeredAt: null, remoteIds }
      : { errorCode: null, registeredAt: new Date(), remoteIds },
  });
}

type Wish = { readonly url: string; readonly secret: string; readonly known: Webhook | null };

/** One process asks, however many see that it is due. */
async function writeAhead({ database, vault }: Keeping, place: Drain, { url, secret, known }: Wish): Promise<boolean> {
  const { accountId, integrationId } = place;
  const before = known ? (await openSecrets(vault, place, known.sealedSecrets))[0] : null;
  const sealedSecrets = await sealSecrets(vault, place, { newest: secret, before });
  if (known) {
    const { count } = await database.webhook.updateMany({
      where: { accountId, integrationId, triedAt: known.triedAt },
      data: { url, sealedSecrets, triedAt: new Date() },
    });
    return count === 1;
  }
  const { count } = await database.webhook.createMany({
    data: [{ accountId, integrationId, url, sealedSecrets }],
    skipDuplicates: true,
  });
  return count === 1;
}

type Asked = { readonly remoteIds: string[]; readonly error: AtsError | null };

/** The ones that it has get the new secret; where they are gone, or at another address, new ones are made. */
async function ask(session: Session, { url, secret, known }: Wish): Promise<Asked> {
  const remoteIds = known?.remoteIds ?? [];
  if (known && known.url === url && remoteIds.length > 0) {
    const rotated = await session.rotateWebhooks?.({ remoteIds, secret });
    if (rotated?.ok) return { remoteIds, error: null };
  }
  const made = await session.registerWebhooks?.({ url, secret });
  if (!made?.ok) return { remoteIds, error: made?.error ?? null };
  if (remoteIds.length > 0) await session.removeWebhooks?.({ remoteIds });
  return { remoteIds: [...made.value.remoteIds], error: null };
}

/** Takes the wish back, as far as the ATS lets us: what it still sends is refused from then on. */
export async function removeWebhooks(context: OpenContext, { accountId, integrationId }: Drain): Promise<void> {
  const row = await context.database.integration.findUnique({
    where: { accountId_id: { accountId, id: integrationId } },
    include: { webhook: true },
  });
  if (!row?.webhook) return;
  const { remoteIds } = row.webhook;
  const open = remoteIds.length > 0 ? await openWith(context, row) : null;
  await open?.session.removeWebhooks?.({ remoteIds });
}
