/** What happens in the ATS, and what it was asked to do. */
import type { Access } from './product.ts';

/** Opens an opening in the ATS; answers with its id there. */
export async function addJob(access: Access, title: string): Promise<string> {
  return (await control<{ id: string }>(access, '/jobs', { title })).id;
}

export async function closeJob(access: Access, jobId: string): Promise<void> {
  await control(access, '/jobs/status', { jobId, status: 'Closed' });
}

const permissions = [
  'candidates:read',
  'candidates:write',
  'jobs:read',
  'hiringProcessMetadata:read',
  'organization:read',
  'apiKeys:write',
];

/** A key of the ATS with these permissions; with all of them for null. */
export async function makeKey(access: Access, granted: readonly string[] | null): Promise<string> {
  const { apiKey } = await control<{ apiKey: string }>(access, '/keys', { permissions: granted ?? permissions });
  return apiKey;
}

/** Somebody whom the ATS knew before we did. */
export async function addPerson(access: Access, person: { name: string; email: string }): Promise<void> {
  await control(access, '/candidates', { ...person, createdAt: '2026-03-02T09:00:00.000Z' });
}

export async function revokeKey(access: Access, apiKey: string): Promise<void> {
  await control(access, '/keys/revoke', { apiKey });
}

/** Moves the ATS, as its own people would. */
async function control<T>({ emulator }: Access, path: string, body: object): Promise<T> {
  const response = await fetch(`${emulator}/_emulator${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

/** What goes wrong with the next call of an operation of the ATS. */
export async function planFault(access: Access, fault: object): Promise<void> {
  await control(access, '/faults', fault);
}

export type JournalEntry = {
  readonly operation: string;
  readonly request: { readonly email?: string };
  readonly outcome: { readonly success: boolean };
};

/** What the ATS was asked to do, in order. */
export async function journal({ emulator }: Access): Promise<readonly JournalEntry[]> {
  const text = await (await fetch(`${emulator}/_emulator/journal`)).text();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): JournalEntry => JSON.parse(line));
}
