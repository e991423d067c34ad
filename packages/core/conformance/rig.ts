import type { WebhookTopic } from '../src/connector/capabilities.ts';
import type { Credential } from '../src/connector/credential.ts';
import type { Connector } from '../src/connector/define-connector.ts';
import type { Send } from '../src/connector/transport.ts';
import type { Delivery } from '../src/connector/webhook.ts';

/** What the audits of one connector stand on: the connector, and an ATS that does as it is told. */
export type Rig = {
  readonly connector: Connector;
  /** An empty organisation of its own, for one audit. */
  start(): Promise<RemoteAts>;
};

/**
 * The ATS behind a connector, as the audits move it: usually the package's emulator. Faults on the way
 * need no help from it, because everything a session sends goes through `send`.
 */
export type RemoteAts = {
  readonly baseUrl: string;
  /** How a request reaches it: one attempt. */
  readonly send: Send;
  /** A credential with every permission. */
  readonly credential: Credential;
  /** A well-formed credential that the ATS does not know. */
  readonly wrongCredential: Credential;
  /** A credential with all permissions but this one. */
  credentialWithout(permission: string): Promise<Credential>;
  revoke(credential: Credential): Promise<void>;
  addCandidate(person: { name: string; emails: readonly string[] }): Promise<string>;
  addJob(job: { title: string; status: 'OPEN' | 'CLOSED' }): Promise<string>;
  closeJob(remoteId: string): Promise<void>;
  deleteCandidate(remoteId: string): Promise<void>;
  /** From now on the search does not find who is created, as a search index that lags. */
  lagSearch(): Promise<void>;
  /** What the ATS really has: the witness. */
  records(): Promise<RemoteRecords>;
  /** Needed where the connector declares a feed: every cursor that was given out is forgotten. */
  expireCursors?(): Promise<void>;
  /** Needed where the connector declares webhooks: a delivery as the ATS would send it, signed with the secret. */
  deliver?(hint: { topic: WebhookTopic; remoteId: string; secret: string }): Promise<Delivery>;
  stop(): Promise<void>;
};

export type RemoteRecords = {
  readonly candidates: readonly {
    readonly remoteId: string;
    readonly name: string;
    readonly emails: readonly string[];
  }[];
  readonly applications: readonly { readonly candidateRemoteId: string; readonly jobRemoteId: string }[];
  /** Where the ATS would tell of changes. */
  readonly webhooks: readonly { readonly remoteId: string; readonly url: string; readonly secret: string }[];
  readonly activities: readonly { readonly candidateRemoteId: string; readonly text: string }[];
};
