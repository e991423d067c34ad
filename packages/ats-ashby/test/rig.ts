import type { RemoteAts, RemoteRecords, Rig } from '@handoff/core/conformance';
import { sendOnce } from '@handoff/core/transport';
import { z } from 'zod';
import { type Emulator, type Permission, startEmulator } from '../emulator/index.ts';
import { ashby } from '../src/index.ts';
import { permissions } from '../src/permissions.ts';

/** What the audits of core stand on: Ashby's connector, and an emulator that does as it is told. */
export const rig: Rig = { connector: ashby, start };

async function start(): Promise<RemoteAts> {
  const emulator = await startEmulator({ port: 0 });
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
      await control('search/lag', {});
    },
    records: async () => recordsOf(state.parse(await (await fetch(`${emulator.url}/_emulator/state`)).json())),
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
};

const state = z.object({
  candidates: z.array(z.object({ id: z.string(), name: z.string(), emails: z.array(z.string()) })),
  applications: z.array(z.object({ candidateId: z.string(), jobId: z.string() })),
});

function recordsOf({ candidates, applications }: z.output<typeof state>): RemoteRecords {
  return {
    candidates: candidates.map(({ id, ...person }) => ({ remoteId: id, ...person })),
    applications: applications.map(({ candidateId, jobId }) => ({
      candidateRemoteId: candidateId,
      jobRemoteId: jobId,
    })),
    activities: [],
  };
}
