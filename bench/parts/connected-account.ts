import type { Emulator } from '@handoff/ats-ashby/emulator';
import { type Client, clientOf } from '@handoff/server/test/support/client.ts';
import { type Account, sowAccount } from './account.ts';

export type ConnectedAccount = Account & { readonly client: Client; readonly integrationId: string };

type Connecting = {
  readonly databaseUrl: string;
  readonly productUrl: string;
  readonly emulator: Emulator;
  readonly contacts: number;
  /** As in `UpdateSyncSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
};

/** An account whose contacts were all added before it connected Ashby: none of them has synced. */
export async function connectAccount({ databaseUrl, productUrl, emulator, contacts, settings = {} }: Connecting) {
  const account = await sowAccount(databaseUrl, { contacts });
  const client = clientOf(productUrl, account.token);
  const input = { connectorId: 'ashby', credential: { apiKey: emulator.apiKey } };
  const { connectIntegration } = await client.send('ConnectIntegration', { input });
  const integrationId = String(connectIntegration.id);
  await client.send('UpdateSyncSettings', { input: { integrationId, ...settings } });
  return { ...account, client, integrationId } satisfies ConnectedAccount;
}
