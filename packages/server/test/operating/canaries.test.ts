import type { FaultInput } from '@handoff/ats-ashby/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { add, connect, newSequence, record } from '../support/seed.ts';

const wrongKey = 'canary-key-4f1d0b7c9e2a';
const person = { name: 'Canaria Quetzal', email: 'canaria.quetzal@canary.example' };
const words = { subject: 'Canary subject', body: 'Canary body', from: 'canary.recruiter@canary.example' };

/** An Ashby that says back what it was told, in prose and in codes. */
const gossip = JSON.stringify({
  success: false,
  errors: [`${person.name} <${person.email}> is not welcome`],
  errorInfo: { code: person.email, message: `${person.name} ${words.body}` },
});

const faults: readonly FaultInput[] = [
  { operation: 'candidate.create', what: 'reset', when: 'after' },
  { operation: 'candidate.create', what: '500' },
  { operation: 'candidate.create', what: 'reply', reply: { status: 200, body: gossip } },
  { operation: 'candidate.create', what: 'reply', reply: { status: 503, body: gossip } },
  { operation: 'candidate.create', what: 'cut', when: 'after' },
  { operation: 'candidate.search', what: 'html' },
  { operation: 'candidate.search', what: '429', retryAfter: 0 },
  { operation: 'application.create', what: 'reply', reply: { status: 400, body: gossip } },
  { operation: 'candidate.addEmailMessage', what: 'reply', reply: { status: 200, body: gossip } },
  { operation: 'candidate.addEmailMessage', what: 'reset' },
];

let processes: Processes;
beforeEach(async () => {
  processes = await prepareProcesses({ times: { quarantineMs: 300 } });
});
afterEach(() => processes[Symbol.asyncDispose]());

test('S1.2 no key, name, address or word of anyone is in anything the product prints, or in an error', {
  timeout: 60_000,
}, async () => {
  const { database, emulator, plan, journal } = processes;
  const server = await processes.start({ HANDOFF_LOG_LEVEL: 'debug' });
  const client = processes.clientAt(server);
  const parts = { client, emulator, journal };
  const errors: unknown[] = [];

  const credential = { apiKey: wrongKey };
  errors.push(await client.send('ConnectIntegration', { input: { connectorId: 'ashby', credential } }));
  const { id } = await connect(parts, { mode: 'ON_ADDED', activityTracking: true });
  const { jobs } = await client.send('Jobs', { integrationId: id, search: '' });
  await client.send('UpdateSyncSettings', { input: { integrationId: id, defaultJobId: jobs.nodes[0].id } });
  errors.push(await client.send('ReplaceCredential', { input: { integrationId: id, credential } }));
  for (const fault of faults) await plan(fault);

  const sequenceId = await newSequence(parts);
  const people = Array.from({ length: 8 }, (_, number) => ({
    eventId: `added-${number}`,
    name: `${person.name} ${number}`,
    email: number === 0 ? person.email : `${number}.${person.email}`,
  }));
  const bad = { eventId: 'bad', name: person.name, email: `${person.email} at home` };
  errors.push(errorsOf(await add(parts, sequenceId, [...people, bad])));
  const sent = people.map(({ email }, number) => ({
    eventId: `sent-${number}`,
    type: 'SENT',
    sequenceId,
    email,
    messageId: `message-${number}`,
    ...words,
  }));
  errors.push(errorsOf(await record(parts, [...sent, { ...sent[0], eventId: 'none', email: bad.email }])));
  const under = (state: 'QUEUED' | 'SYNCING' | 'FAILED') => database.sync.count({ where: { state } });
  const open = () => database.intent.count({ where: { state: { notIn: ['DONE', 'REJECTED', 'CANCELLED'] } } });
  // Whoever has failed may keep an activity that waits; nothing else stays open.
  const isOver = async () =>
    (await under('QUEUED')) + (await under('SYNCING')) === 0 && (await open()) <= (await under('FAILED'));
  await expect.poll(isOver, { timeout: 40_000, interval: 50 }).toBe(true);
  expect(await under('FAILED')).toBeGreaterThan(0);

  await fetch(`${emulator.url}/_emulator/keys/revoke`, {
    method: 'POST',
    body: JSON.stringify({ apiKey: emulator.apiKey }),
  });
  await add(parts, sequenceId, [{ eventId: 'late', name: person.name, email: `late.${person.email}` }]);
  const status = async () => (await client.send('Integrations')).integrations.nodes[0].status;
  await expect.poll(status, { timeout: 15_000, interval: 50 }).toBe('INVALID_CREDENTIALS');
  errors.push(await client.post({ query: `{ nothing(of: "${person.email}") }` }));

  const kept = await database.$queryRaw<Answer[]>`
    SELECT error_code, error_message FROM intent WHERE error_code IS NOT NULL
    UNION ALL SELECT error_code, error_message FROM sync WHERE error_code IS NOT NULL`;
  expect(kept.length).toBeGreaterThan(0);
  const jobsOfQueue = await database.$queryRaw<Answer[]>`SELECT data::text, output::text FROM pgboss.job`;
  await server.stop();
  const printed = server.said();
  expect(printed).toContain('"level":');
  for (const canary of [
    emulator.apiKey,
    wrongKey,
    person.name,
    person.email,
    'canary.example',
    ...Object.values(words),
  ]) {
    for (const form of formsOf(canary)) {
      expect({ form, found: linesWith(form, printed) }).toEqual({ form, found: [] });
      expect({ form, found: linesWith(form, JSON.stringify([errors, kept, jobsOfQueue])) }).toEqual({
        form,
        found: [],
      });
    }
  }
});

function errorsOf({ results }: Answer): readonly unknown[] {
  const errors = results.filter(({ error }: Answer) => error !== null).map(({ error }: Answer) => error);
  expect(errors.length).toBeGreaterThan(0);
  return errors;
}

function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  // The ends of base64 depend on what stands beside it; the middle does not, at one of three places.
  const base64 = [0, 1, 2].map((place) =>
    Buffer.from(' '.repeat(place) + text)
      .toString('base64')
      .slice(4, -4),
  );
  return [text, encodeURIComponent(text), bytes.toString('hex'), ...base64];
}

function linesWith(text: string, all: string): readonly string[] {
  return all.split('\n').filter((line) => line.toLowerCase().includes(text.toLowerCase()));
}
