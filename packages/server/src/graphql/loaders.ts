import DataLoader from 'dataloader';
import type { Database } from '../database/client.ts';
import type { Connectors } from '../engine/open-integration.ts';
import type { Application, CandidateLink, DuplicateMark, Intent, Member, Sync } from '../generated/prisma/client.ts';
import { type HealthFacts, readHealth } from '../integrations/read-health.ts';
import { type RunProgress, readRuns } from '../resync/read-runs.ts';

export type ContactPlace = { readonly integrationId: string; readonly contactId: string };
export type JobPlace = ContactPlace & { readonly jobId: string };
export type IntentKey = { readonly integrationId: string; readonly key: string };
/** An intent that asks an ATS to forget somebody, and the ATS’s name. */
export type ErasureRequest = Intent & { readonly ats: string };
export type SyncCount = Pick<Sync, 'sequenceId' | 'state' | 'reason'> & { readonly count: number };

type OpenParts = { readonly database: Database; readonly connectors: Pick<Connectors, 'find'> };

export type Loaders = ReturnType<typeof loadersOf>;

/**
 * Loads what belongs to many rows with one statement each. One set an operation, and nothing is
 * cached: a live frame reads what is true now.
 */
export function loadersOf({ database, connectors }: OpenParts, accountId: string) {
  return {
    candidateLink: batched(async (places: readonly ContactPlace[]): Promise<(CandidateLink | null)[]> => {
      const rows = await database.candidateLink.findMany({ where: { accountId, OR: contactsIn(places) } });
      const byPlace = new Map(rows.map((row) => [nameOf(row), row]));
      return places.map((place) => byPlace.get(nameOf(place)) ?? null);
    }),
    duplicateMarks: batched(async (places: readonly ContactPlace[]): Promise<DuplicateMark[][]> => {
      const rows = await database.duplicateMark.findMany({
        where: { accountId, OR: contactsIn(places) },
        orderBy: [{ remoteCreatedAt: 'asc' }, { remoteId: 'asc' }],
      });
      const byPlace = Map.groupBy(rows, nameOf);
      return places.map((place) => byPlace.get(nameOf(place)) ?? []);
    }),
    intent: batched(async (keys: readonly IntentKey[]): Promise<(Intent | null)[]> => {
      const rows = await database.intent.findMany({ where: { accountId, OR: [...keys] } });
      const byKey = new Map(rows.map((row) => [`${row.integrationId} ${row.key}`, row]));
      return keys.map(({ integrationId, key }) => byKey.get(`${integrationId} ${key}`) ?? null);
    }),
    application: batched(async (places: readonly JobPlace[]): Promise<(Application | null)[]> => {
      const rows = await database.application.findMany({ where: { accountId, OR: contactsIn(places) } });
      const byPlace = new Map(rows.map((row) => [`${nameOf(row)} ${row.jobId}`, row]));
      return places.map((place) => byPlace.get(`${nameOf(place)} ${place.jobId}`) ?? null);
    }),
    runProgress: batched(async (runIds: readonly string[]): Promise<RunProgress[]> => {
      const runs = await readRuns(database, accountId, runIds);
      return runIds.flatMap((id) => runs.get(id) ?? []);
    }),
    erasureRequests: batched(async (contactIds: readonly string[]): Promise<ErasureRequest[][]> => {
      const keys = contactIds.map((contactId) => `erasure:${contactId}`);
      const integrations = await database.integration.findMany({ where: { accountId } });
      const integrationId = { in: integrations.map(({ id }) => id) };
      const where = { accountId, integrationId, key: { in: keys } };
      const asked = await database.intent.findMany({ where, orderBy: { id: 'asc' } });
      const atsOf = (id: string) => {
        const connectorId = integrations.find((one) => one.id === id)?.connectorId ?? '';
        return connectors.find(connectorId)?.name ?? connectorId;
      };
      const requests = asked.map((intent) => ({ ...intent, ats: atsOf(intent.integrationId) }));
      return contactIds.map((id) => requests.filter(({ contactId }) => contactId === id));
    }),
    health: batched(async (integrationIds: readonly string[]): Promise<(HealthFacts | null)[]> => {
      const rows = await readHealth(database, accountId, integrationIds);
      return integrationIds.map((id) => rows.find(({ integrationId }) => integrationId === id) ?? null);
    }),
    member: batched(async (ids: readonly string[]): Promise<(Pick<Member, 'name'> | null)[]> => {
      const rows = await database.member.findMany({ where: { accountId, id: { in: [...new Set(ids)] } } });
      return ids.map((id) => rows.find((row) => row.id === id) ?? null);
    }),
    syncCounts: batched(async (sequenceIds: readonly string[]): Promise<SyncCount[][]> => {
      const rows = await database.sync.groupBy({
        by: ['sequenceId', 'state', 'reason'],
        where: { accountId, sequenceId: { in: [...sequenceIds] } },
        _count: true,
      });
      const counts = rows.map(({ _count, ...row }) => ({ ...row, count: _count }));
      return sequenceIds.map((id) => counts.filter(({ sequenceId }) => sequenceId === id));
    }),
  };
}

/** One condition an integration, however many contacts: PostgreSQL would plan a condition each on its own. */
function contactsIn(places: readonly ContactPlace[]) {
  return [...Map.groupBy(places, ({ integrationId }) => integrationId)].map(([integrationId, there]) => ({
    integrationId,
    contactId: { in: there.map(({ contactId }) => contactId) },
  }));
}

function nameOf({ integrationId, contactId }: ContactPlace): string {
  return `${integrationId} ${contactId}`;
}

function batched<Key, Value>(load: (keys: readonly Key[]) => Promise<Value[]>): DataLoader<Key, Value> {
  return new DataLoader(load, { cache: false, maxBatchSize: 1_000 });
}
