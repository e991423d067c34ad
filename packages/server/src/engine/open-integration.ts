import { type Capabilities, type Connector, credentialSchema, type Send, type Session } from '@handoff/core';
import { sendOnce } from '@handoff/core/transport';
import type { Database } from '../database/client.ts';
import { fetchPublic } from '../security/egress.ts';
import type { Hasher } from '../security/keyed-hash.ts';
import { SealFault, type Vault } from '../security/vault.ts';
import { observed } from './observed-send.ts';
import { type Pacer, pacerOf, type SendsAs } from './pacer.ts';
import { pauseUnopened } from './sql/pause-unopened.ts';
import type { Place } from './turn.ts';

/** The connectors of this server, and where the operator points them. */
export type Connectors = {
  readonly all: readonly Connector[];
  find(id: string): Connector | undefined;
  /** Opens a session with a credential; requests go to the connector's host, or to the operator's. */
  open(connector: Connector, credential: Readonly<Record<string, string>>, through?: (send: Send) => Send): Session;
  /** The one pacer of this process for an integration. */
  pacer(place: Place, database: Database, connector: Connector): Pacer;
};

const maxBytes = 5_000_000;

export function connectorsOf(all: readonly Connector[], { baseUrls, timeoutMs, longestMs }: Sending): Connectors {
  const pacers = new Map<string, Pacer>();
  const byId = new Map(all.map((connector) => [connector.id, connector]));
  return {
    all,
    find: (id) => byId.get(id),
    pacer({ accountId, integrationId }, database, { limits }) {
      const pacer = pacers.get(integrationId) ?? pacerOf({ accountId, integrationId, database, limits, longestMs });
      return remember(pacers, integrationId, pacer);
    },
    open(connector, credential, through = (send) => send) {
      const pointed = baseUrls[connector.id];
      const baseUrl = pointed ?? connector.baseUrl;
      // Where the operator points is the operator's business; what a connector declares is on the internet.
      const reach = pointed === undefined ? { fetch: fetchPublic } : {};
      const send = sendOnce({ origin: new URL(baseUrl).origin, timeoutMs, maxBytes, ...reach });
      return connector.open({ credential, baseUrl, send: through(observed(connector, send)) });
    },
  };
}

type Sending = {
  readonly baseUrls: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** No wait that an ATS asks for is longer. */
  readonly longestMs: number;
};

/** Integrations whose pacers one process keeps; the one used least lately makes room. */
const mostPacers = 10_000;

function remember(pacers: Map<string, Pacer>, integrationId: string, pacer: Pacer): Pacer {
  pacers.delete(integrationId);
  pacers.set(integrationId, pacer);
  const [oldest] = pacers.keys();
  if (pacers.size > mostPacers && oldest !== undefined) pacers.delete(oldest);
  return pacer;
}

/** An integration that can be talked to. */
export type OpenIntegration = {
  /** Paced: whatever it sends has its permit. */
  readonly session: Session;
  /** Waits for the permit of the next request, so that nothing is written down as being sent that only waits. */
  readonly admit: () => Promise<boolean>;
  /** What it was opened with: a refusal of it says nothing about one that has replaced it since. */
  readonly sealedCredential: string;
  readonly capabilities: Capabilities;
  /** For what the index keeps of this integration's addresses. */
  readonly hasher: Hasher;
};

export type OpenContext = { readonly database: Database; readonly vault: Vault; readonly connectors: Connectors };

/** A person, or a check, outside of any owner's turn. */
const somebodyWaits: SendsAs = { priority: 'LIVE', mayLeave: () => true };

/** Opens a connected integration's ATS; null when it is not connected, or its connector is not installed. */
export async function openIntegration(
  { database, vault, connectors }: OpenContext,
  { accountId, integrationId }: Place,
  sendsAs: SendsAs = somebodyWaits,
): Promise<OpenIntegration | null> {
  const row = await database.integration.findUnique({ where: { accountId_id: { accountId, id: integrationId } } });
  return row?.status === 'CONNECTED' ? openWith({ database, vault, connectors }, row, sendsAs) : null;
}

/** How a key is tried that is not an integration's yet: at the pace of the one that it is to open. */
export function atPaceOf(
  { database, connectors }: Pick<OpenContext, 'database' | 'connectors'>,
  place: Place,
  connector: Connector,
): (send: Send) => Send {
  return (send) => connectors.pacer(place, database, connector).paced(send, somebodyWaits);
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
  sendsAs: SendsAs = somebodyWaits,
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
  const place = { accountId, integrationId };
  const pacer = connectors.pacer(place, database, connector);
  const session = connectors.open(connector, credential, (send) => pacer.paced(send, sendsAs));
  const admit = () => pacer.admit(sendsAs.priority);
  return { session, admit, sealedCredential, capabilities: connector.capabilities, hasher: vault.hasher(place) };
}

function faultOfSeal(error: unknown): SealFault {
  if (error instanceof SealFault) return error;
  throw error;
}
