import type { RemoteAts, Rig } from '@handoff/core/conformance';
import { addKey, handle, newState } from '../emulator/index.ts';
import { addPerson } from '../emulator/state.ts';
import { example } from '../src/index.ts';

/** What the audits of core stand on: the connector, and the emulator as they move it. */
export const rig: Rig = { connector: example, start };

async function start(): Promise<RemoteAts> {
  const state = newState();
  const permissions = example.permissions.map(({ name }) => name);
  return {
    baseUrl: example.baseUrl,
    send: async (request) => handle(state, request),
    credential: { apiKey: addKey(state, permissions) },
    wrongCredential: { apiKey: 'a-key-that-nobody-made' },
    credentialWithout: async (permission) => ({
      apiKey: addKey(
        state,
        permissions.filter((one) => one !== permission),
      ),
    }),
    revoke: async ({ apiKey = '' }) => void state.keys.delete(apiKey),
    addCandidate: async (person) => addPerson(state, person).id,
    async addJob({ title, status }) {
      const id = crypto.randomUUID();
      state.jobs.set(id, { id, title, status: status === 'OPEN' ? 'open' : 'closed' });
      return id;
    },
    async closeJob(id) {
      const job = state.jobs.get(id);
      if (job) state.jobs.set(id, { ...job, status: 'closed' });
    },
    deleteCandidate: async (id) => void state.people.delete(id),
    lagSearch: async () => {
      state.hidden = new Set();
    },
    records: async () => ({
      candidates: [...state.people.values()].map(({ id, name, emails }) => ({ remoteId: id, name, emails })),
      applications: state.applications.map(({ personId, jobId }) => ({
        candidateRemoteId: personId,
        jobRemoteId: jobId,
      })),
      webhooks: [],
      activities: [],
    }),
    stop: async () => undefined,
  };
}
