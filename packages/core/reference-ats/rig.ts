import type { RemoteAts, Rig } from '../conformance/rig.ts';
import { handle } from './api.ts';
import { referenceAts } from './connector.ts';
import { addJob, addPerson, newStore, removePerson, type Store, scopes } from './store.ts';

/** What the audits stand on: the reference connector, and its ATS as they move it. */
export const referenceRig: Rig = { connector: referenceAts, start: async () => remoteOf(newStore()) };

export function newCredential(store: Store, allowed: readonly string[] = scopes) {
  const clientId = crypto.randomUUID();
  const clientSecret = crypto.randomUUID();
  store.clients.set(clientId, { clientId, clientSecret, scopes: allowed });
  return { clientId, clientSecret, actingUser: 'user-1' };
}

export function remoteOf(store: Store): RemoteAts {
  return {
    baseUrl: referenceAts.baseUrl,
    send: async (request) => handle(store, request),
    credential: newCredential(store),
    wrongCredential: { clientId: 'nobody', clientSecret: 'wrong-secret-of-nobody', actingUser: 'user-1' },
    credentialWithout: async (permission) =>
      newCredential(
        store,
        scopes.filter((scope) => scope !== permission),
      ),
    revoke: async ({ clientId = '' }) => void store.clients.delete(clientId),
    addCandidate: async (person) => addPerson(store, person).id,
    addJob: async ({ title, status }) => addJob(store, { title, status: status === 'OPEN' ? 'open' : 'closed' }).id,
    closeJob: async (id) => {
      const job = store.jobs.get(id);
      if (job) store.jobs.set(id, { ...job, status: 'closed' });
    },
    deleteCandidate: async (id) => removePerson(store, id),
    lagSearch: async () => {
      store.hidden = new Set();
    },
    records: async () => ({
      candidates: [...store.people.values()].map(({ id, name, emails }) => ({ remoteId: id, name, emails })),
      applications: store.applications.map(({ personId, jobId }) => ({
        candidateRemoteId: personId,
        jobRemoteId: jobId,
      })),
      webhooks: [],
      activities: store.notes.map(({ personId, text }) => ({ candidateRemoteId: personId, text })),
    }),
    stop: async () => undefined,
  };
}
