import { type Capabilities, type Connector, credentialSchema, type Session } from '@handoff/core';
import { sendOnce } from '@handoff/core/transport';
import type { Database } from '../database/client.ts';
import type { Vault } from '../security/vault.ts';

/** The connectors of this server, and where the operator points them. */
export type Connectors = {
  readonly all: readonly Connector[];
  find(id: string): Connector | undefined;
  /** Opens a session with a credential; requests go to the connector's host, or to the operator's. */
  open(connector: Connector, credential: Readonly<Record<string, string>>): Session;
};

const maxBytes = 5_000_000;

export function connectorsOf(
  all: readonly Connector[],
  { baseUrls, timeoutMs }: { baseUrls: Readonly<Record<string, string>>; timeoutMs: number },
): Connectors {
  const byId = new Map(all.map((connector) => [connector.id, connector]));
  return {
    all,
    find: (id) => byId.get(id),
    open(connector, credential) {
      const baseUrl = baseUrls[connector.id] ?? connector.baseUrl;
      const send = sendOnce({ origin: new URL(baseUrl).origin, timeoutMs, maxBytes });
      return connector.open({ credential, baseUrl, send });
    },
  };
}

/** An integration that can be talked to. */
export type OpenIntegration = {
  readonly session: Session;
  readonly capabilities: Capabilities;
};

export type OpenContext = { readonly database: Database; readonly vault: Vault; readonly connectors: Connectors };

/** Opens a connected integration's ATS; null when it is not connected, or its connector is not installed. */
export async function openIntegration(
  { database, vault, connectors }: OpenContext,
  { accountId, integrationId }: { accountId: string; integrationId: string },
): Promise<OpenIntegration | null> {
  const row = await database.integration.findUnique({ where: { accountId_id: { accountId, id: integrationId } } });
  const connector = row && connectors.find(row.connectorId);
  if (!connector || row.status !== 'CONNECTED' || row.sealedCredential === null) return null;
  const opened = await vault.open(row.sealedCredential, { accountId, integrationId });
  const credential = credentialSchema(connector.credential.fields).parse(opened);
  return { session: connectors.open(connector, credential), capabilities: connector.capabilities };
}
