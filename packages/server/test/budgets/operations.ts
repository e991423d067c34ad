import { randomUUID } from 'node:crypto';
import { newContact, next } from '../support/seed.ts';
import type { Account } from './measured-account.ts';

type Variables = Readonly<Record<string, unknown>>;
type Ask = (account: Account) => Variables | Promise<Variables>;

const input = (value: Variables): Variables => ({ input: value });
const credentialOf = ({ harness }: Account) => ({ apiKey: harness.emulator.apiKey });

const newToken = () => ({ name: 'Measured', scopes: ['READ'], expiresAt: new Date(Date.now() + 1e9).toISOString() });

/** The contract's queries, and what they ask of an account. */
export const queries: Readonly<Record<string, Ask>> = {
  Viewer: () => ({}),
  Integrations: () => ({}),
  Jobs: ({ integrationId }) => ({ integrationId }),
  SequenceSync: ({ sequenceId }) => ({ id: sequenceId }),
  PreviewSyncSettings: ({ integrationId }) => input({ integrationId, mode: 'OFF' }),
  Contacts: () => ({}),
  WhyNotSynced: ({ syncIds }) => ({ id: syncIds[0] }),
  CheckDuplicates: ({ integrationId, emails }) => ({ integrationId, emails }),
  PreviewResync: ({ integrationId, sequenceId }) => input({ integrationId, sequenceId }),
  AuditLog: () => ({}),
};

/** Its subscriptions, up to the first frame: with `after`, of one change. */
export const subscriptions: Readonly<Record<string, Ask>> = {
  SyncUpdated: async ({ harness, integrationId }) => {
    const { seq } = await harness.database.feed.findFirstOrThrow({
      where: { topic: 'SYNC' },
      orderBy: { seq: 'desc' },
    });
    return { integrationId, after: String(seq - 1n) };
  },
  ResyncRunUpdated: ({ runId }) => ({ id: runId }),
  IntegrationUpdated: ({ integrationId }) => ({ id: integrationId }),
};

/** Its mutations, in an order in which each finds what it changes. */
export const mutations: Readonly<Record<string, Ask>> = {
  CheckCredential: (account) => input({ connectorId: 'ashby', credential: credentialOf(account) }),
  ReplaceCredential: (account) => input({ integrationId: account.integrationId, credential: credentialOf(account) }),
  UpdateSyncSettings: ({ integrationId }) => input({ integrationId, onDuplicate: 'WARN' }),
  CreateSequence: () => input({ name: 'Measured' }),
  UpdateSequenceSync: ({ sequenceId }) => input({ sequenceId, jobSelection: 'NONE' }),
  AddContactsToSequence: ({ sequenceId, size }) =>
    input({ sequenceId, contacts: Array.from({ length: size }, () => newContact()) }),
  RecordEmailEvents: ({ sequenceId, emails }) => {
    const said = { type: 'SENT', sequenceId, occurredAt: new Date().toISOString(), subject: 'Hello' };
    return input({ events: emails.map((email) => ({ ...said, email, eventId: `measured-${next()}` })) });
  },
  ResolveDuplicates: ({ held }) => input({ resolutions: held.map((syncId) => ({ syncId, resolution: 'LINK' })) }),
  AssignJob: ({ withoutJob, otherJobId }) => input({ syncIds: withoutJob, jobId: otherJobId }),
  StartResync: ({ integrationId, sequenceId }) => input({ integrationId, sequenceId, idempotencyKey: randomUUID() }),
  CancelResync: ({ runId }) => input({ runId }),
  EraseContact: ({ contactIds }) => input({ contactId: contactIds[0] }),
  CreateApiToken: () => input(newToken()),
  RevokeApiToken: async ({ harness }) => {
    const { createApiToken } = await harness.client.send('CreateApiToken', input(newToken()));
    return input({ tokenId: createApiToken.token.id });
  },
  DisconnectIntegration: ({ integrationId }) => input({ integrationId }),
  ConnectIntegration: (account) => input({ connectorId: 'ashby', credential: credentialOf(account) }),
};
