import { randomUUID } from 'node:crypto';
import type { WebhookTopic } from '@handoff/core';
import type { RemoteAts, RemoteRecords, Rig } from '@handoff/core/conformance';
import { sendOnce } from '@handoff/core/transport';
import { z } from 'zod';
import { type Emulator, type Permission, startEmulator } from '../emulator/index.ts';
import type { Unknowns } from '../emulator/unknowns.ts';
import { signatureOf } from '../emulator/webhook-sender.ts';
import { ashby } from '../src/index.ts';
import { permissions } from '../src/permissions.ts';

/** What the audits of core stand on: Ashby's connector, and an emulator that does as it is told. */
export const rig = rigUnder({});

/** The same under other answers to what nobody knows of Ashby. */
export function rigUnder(unknowns: Partial<Unknowns>): Rig {
  return { connector: ashby, start: () => start(unknowns) };
}

async function start(unknowns: Partial<Unknowns>): Promise<RemoteAts> {
  const emulator = await startEmulator({
    port: 0,
    unknowns,
    delivery: { webhooks: 'KEPT' },
    description: process.env.ASHBY_OPENAPI,
  });
  const control = controlOf(emulator);
  return {
    baseUrl: emulator.url,
    send: sendOnce({ origin: emulator.url, timeoutMs: 5_000, maxBytes: 5_000_000 }),
    credential: { apiKey: emulator.apiKey },
    wrongCredential: { apiKey: 'ffffffffffffffffffffffffffffffff' },
    async credentialWithout(permission) {
      const left = permissions.filter(({ name }) => name !== permission).map(({ name }) => scopes[name]);
      return withKey.parse(await control('keys', { permissions: left }));
    },
    async revoke({ apiKey }) {
      await control('keys/revoke', { apiKey });
    },
    async addCandidate({ name, emails: [email, ...alternateEmails] }) {
      return withId.parse(await control('candidates', { name, email, alternateEmails })).id;
    },
    async addJob({ title, status }) {
      return withId.parse(await control('jobs', { title, status: status === 'OPEN' ? 'Open' : 'Closed' })).id;
    },
    async closeJob(jobId) {
      await control('jobs/status', { jobId, status: 'Closed' });
    },
    async deleteCandidate(candidateId) {
      await control('candidates/delete', { candidateId });
    },
    async lagSearch() {
      await control('lag', { of: ['SEARCH'] });
    },
    records: async () => recordsOf(state.parse(await (await fetch(`${emulator.url}/_emulator/state`)).json())),
    expireCursors: async () => {
      await control('cursors/expire', {});
    },
    deliver: async ({ topic, remoteId, secret }) => deliveryOf(topic, { remoteId, secret }),
    stop: () => emulator.stop(),
  };
}

function controlOf(emulator: Emulator) {
  return async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${emulator.url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`The emulator refused ${path}: ${await response.text()}`);
    return response.json();
  };
}

const withId = z.object({ id: z.string() });
const withKey = z.object({ apiKey: z.string() });

/** What the settings page calls a permission, and what the API does. */
const scopes: Readonly<Record<(typeof permissions)[number]['name'], Permission>> = {
  'Candidates: read': 'candidates:read',
  'Candidates: write': 'candidates:write',
  'Jobs: read': 'jobs:read',
  'Hiring process metadata: read': 'hiringProcessMetadata:read',
  'Organization: read': 'organization:read',
  'API keys: write': 'apiKeys:write',
};

const state = z.object({
  candidates: z.array(z.object({ id: z.string(), name: z.string(), emails: z.array(z.string()) })),
  applications: z.array(z.object({ candidateId: z.string(), jobId: z.string() })),
  notes: z.array(z.object({ candidateId: z.string(), content: z.string() })),
  emails: z.array(z.object({ candidateId: z.string(), body: z.string() })),
  webhooks: z.array(z.object({ id: z.string(), requestUrl: z.string(), secretToken: z.string() })),
});

function recordsOf({ candidates, applications, notes, emails, webhooks }: z.output<typeof state>): RemoteRecords {
  return {
    candidates: candidates.map(({ id, ...person }) => ({ remoteId: id, ...person })),
    applications: applications.map(({ candidateId, jobId }) => ({
      candidateRemoteId: candidateId,
      jobRemoteId: jobId,
    })),
    activities: [
      ...notes.map(({ candidateId, content }) => ({ candidateRemoteId: candidateId, text: content })),
      ...emails.map(({ candidateId, body }) => ({ candidateRemoteId: candidateId, text: textOf(body) })),
    ],
    webhooks: webhooks.map(({ id, requestUrl, secretToken }) => ({
      remoteId: id,
      url: requestUrl,
      secret: secretToken,
    })),
  };
}

/** As a person reads it. */
function textOf(html: string): string {
  const text = html.replaceAll('<br>', '\n').replaceAll(/<\/?div>/g, '');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const actions = {
  CANDIDATE_MERGED: 'candidateMerge',
  CANDIDATE_GONE: 'candidateDelete',
  APPLICATION_CHANGED: 'applicationUpdate',
} as const;

function deliveryOf(topic: WebhookTopic, { remoteId: id, secret }: { remoteId: string; secret: string }) {
  const data = {
    CANDIDATE_MERGED: { deletedCandidate: { id }, mergedCandidate: { id: randomUUID() } },
    CANDIDATE_GONE: { candidate: { id } },
    APPLICATION_CHANGED: { application: { id } },
  };
  if (!(topic in actions)) throw new Error(`Ashby tells nothing of ${topic}.`);
  const known = topic as keyof typeof actions;
  const body = JSON.stringify({ webhookActionId: randomUUID(), action: actions[known], data: data[known] });
  return { headers: { 'ashby-signature': signatureOf(body, secret) }, body: new TextEncoder().encode(body) };
}
