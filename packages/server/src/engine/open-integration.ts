import { type Capabilities, type Connector, credentialSchema, type Session } from '@handoff/core';
import { sendOnce } from '@handoff/core/transport';
import type { Database } from '../database/client.ts';
import { fetchPublic } from '../security/egress.ts';
import type { Hasher } from '../security/keyed-hash.ts';
import { SealFault, type Vault } from '../security/vault.ts';
import { observed } from './observed-send.ts';
import { pauseUnopened } from './sql/pause-unopened.ts';

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
      const pointed = baseUrls[connector.id];
      const baseUrl = pointed ?? connector.baseUrl;
      // Where the operator points is the operator's business; what a connector declares is on the internet.
      const reach = pointed === undefined ? { fetch: fetchPublic } : {};
      const send = sendOnce({ origin: new URL(baseUrl).origin, timeoutMs, maxBytes, ...reach });
      return connector.open({ credential, baseUrl, send: observed(connector, send) });
    },
  };
}

/** An integration that can be talked to. */
export type OpenIntegration = {
  readonly session: Session;
  /** What it was opened with: a refusal of it says nothing about one that has replaced it since. */
  readonly sealedCredential: string;
  readonly capabilities: Capabilities;
  /** For what the index keeps of this integration's addresses. */
  readonly hasher: Hasher;
};

export type OpenContext = { readonly database: Database; readonly vault: Vault; readonly connectors: Connectors };

/** Opens a connected integration's ATS; null when it is not connected, or its connector is not installed. */
export async function openIntegration(
  { database, vault, connectors }: OpenContext,
  { accountId, integrationId }: { accountId: string; integrationId: string },
): Promise<OpenIntegration | null> {
  const row = await database.integration.findUnique({ where: { accountId_id: { accountId, id: integrationId } } });
  return row?.status === 'CONNECTED' ? openWith({ database, vault, connectors }, row) : null;
}

type Opened = {
  readonly accountId: string;
  readonly id: string;
  readonly connectorId: string;
  readonly sealedCredential: string | null;
};

/** Opens an integration with the credential that it has, whatever is known of its health. What cannot be opened is sent nowhere. */
export async function openWith(
  { database, vault, connectors }: OpenContext,
  row: Opened,
): Promise<OpenIntegration | null> {
  const { accountId, id: integrationId, sealedCredential } = row;
  const connector = connectors.find(row.connectorId);
  if (!connector || sealedCredential === null) return null;
  const owner = { accountId, integrationId, field: 'credential' } as const;
  const opened = await vault.open(sealedCredential, owner).catch(faultOfSeal);
  if (opened instanceof SealFault) {
    await pauseUnopened(database, { accountId, integrationId, sealedCredential }, opened);
    return null;
  }
  const credential = credentialSchema(connector.credential.fields).parse(opened);
  const session = connectors.open(connector, credential);
  const hasher = vault.hasher({ accountId, integrationId });
  return { session, sealedCredential, capabilities: connector.capabilities, hasher };
}

function faultOfSeal(error: unknown): SealFault {
  if (error instanceof SealFault) return error;
  throw error;
}
