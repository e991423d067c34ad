import { expect, test } from 'vitest';
import type { Client } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { transports } from '../support/subscribe.ts';

const email = 'canary.person@secret.example';
const body = 'canary-of-what-was-written';

test('secrets are found nowhere afterwards, and people neither in logs nor in errors', async () => {
  await using prepared = await prepareProcesses({ seed: { candidates: 0, jobs: 1 } });
  const server = await prepared.start({ HANDOFF_LOG_LEVEL: 'debug' });
  const client = prepared.clientAt(server);
  const { apiKey } = prepared.emulator;
  const answers = await liveThrough(prepared, client, apiKey);
  await server.stop();
  const logs = server.said();
  const dump = await dumpOf(prepared);

  for (const secret of [apiKey, client.token])
    expect(spellings(secret).filter((one) => (logs + answers + dump).includes(one))).toEqual([]);
  for (const personal of [email, body]) expect(spellings(personal).filter((one) => logs.includes(one))).toEqual([]);
  expect(logs).toContain('an operation failed unexpectedly');
});

/** A day of the product, with everything that goes wrong in it; answers with all that clients were told. */
async function liveThrough(prepared: Processes, client: Client, apiKey: string): Promise<string> {
  const told: unknown[] = [];
  const send = async (query: string, variables: unknown) => {
    const answer = await client.post({ query, variables });
    told.push(answer);
    return answer.body.data;
  };
  const wrong = { connectorId: 'ashby', credential: { apiKey: `${apiKey}x` } };
  await send(documents.CheckCredential, { input: wrong });
  await send(documents.CheckCredential, { input: { ...wrong, credential: { apiKey, [apiKey]: apiKey } } });
  const connected = await send(documents.ConnectIntegration, { input: { ...wrong, credential: { apiKey } } });
  const integrationId = connected.connectIntegration.id;
  await send(documents.UpdateSyncSettings, { input: { integrationId, mode: 'ON_ADDED', activityTracking: true } });
  const { createSequence } = await send(documents.CreateSequence, { input: { name: 'Canaries' } });
  const sequenceId = createSequence.id;
  const frames = transports.map(([, subscribe]) =>
    subscribe(client, { query: documents.SyncUpdated, variables: { integrationId } }),
  );
  told.push(await Promise.all(frames.map((one) => one.next())));
  await send(documents.AddContactsToSequence, {
    input: { sequenceId, contacts: [{ eventId: '1', name: 'Canary', email }] },
  });
  told.push(await Promise.all(frames.map((one) => one.next())));
  const event = { eventId: '2', type: 'REPLIED', sequenceId, email, body, subject: body };
  await send(documents.RecordEmailEvents, { input: { events: [event] } });

  // PostgreSQL tells the failing row along with the failure.
  await prepared.database.$executeRaw`ALTER TABLE contact ADD CHECK (title IS NULL)`;
  const contacts = [{ eventId: '3', name: 'Canary', email: `x${email}`, title: body }];
  await send(documents.AddContactsToSequence, { input: { sequenceId, contacts } });
  await Promise.all(frames.map((one) => one.close()));
  return JSON.stringify(told);
}

/** Every row of every table, ours and the queue's. */
async function dumpOf({ database }: Processes): Promise<string> {
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      database.$queryRawUnsafe<{ all: string | null }[]>(`SELECT json_agg(t)::text AS all FROM ${name} t`),
    ),
  );
  return rows
    .flat()
    .map(({ all }) => all ?? '')
    .join('\n');
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // In base64 a text looks different at each of three places; its ends depend on what is beside it.
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [secret, bytes.toString('hex'), encodeURIComponent(secret), ...shifted];
}
