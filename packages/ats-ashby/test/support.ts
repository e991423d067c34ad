import type { SessionContext } from '@handoff/core';
import { sendOnce } from '@handoff/core/transport';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  type Emulator,
  type EmulatorOptions,
  type FaultInput,
  type JournalEntry,
  type Permission,
  startEmulator,
} from '../emulator/index.ts';
import { ashbyClient } from '../src/client.ts';
import { ashby } from '../src/index.ts';
import { openSession } from '../src/session.ts';

/** An emulator on a free port that stops with the test, which fails when anything was not as the vendor describes it. */
export async function emulated(options: Omit<EmulatorOptions, 'port'> = {}): Promise<Emulator> {
  const emulator = await startEmulator({ port: 0, description: process.env.ASHBY_OPENAPI, ...options });
  onTestFinished(() => emulator.stop());
  return emulator;
}

export function sessionFor(emulator: Emulator, options: { apiKey?: string; timeoutMs?: number } = {}) {
  return sessionOf({
    credential: { apiKey: options.apiKey ?? emulator.apiKey },
    baseUrl: emulator.url,
    send: sendOnce({ origin: emulator.url, timeoutMs: options.timeoutMs ?? 5_000, maxBytes: 5_000_000 }),
  });
}

function sessionOf(context: SessionContext) {
  return openSession(ashbyClient(context));
}

/** A session whose every call gets this answer: for what the emulator never says. */
export function sessionAnswering(envelope: object) {
  const answer = { kind: 'ANSWERED', status: 200, headers: {}, body: JSON.stringify(envelope) } as const;
  return sessionOf({ credential: { apiKey: 'k' }, baseUrl: ashby.baseUrl, send: async () => answer });
}

export async function journalOf(emulator: Pick<Emulator, 'url'>): Promise<JournalEntry[]> {
  const text = await (await fetch(`${emulator.url}/_emulator/journal`)).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalEntry);
}

/** The operations asked for, in order. */
export async function operationsOf(emulator: Emulator): Promise<string[]> {
  return (await journalOf(emulator)).map(({ operation }) => operation);
}

export async function planFault(emulator: Emulator, fault: FaultInput): Promise<void> {
  await control(emulator, 'faults', fault);
}

export async function makeKey(emulator: Emulator, permissions: readonly Permission[]): Promise<string> {
  return z.object({ apiKey: z.string() }).parse(await control(emulator, 'keys', { permissions })).apiKey;
}

export async function makePerson(emulator: Emulator, person: object): Promise<string> {
  return withId.parse(await control(emulator, 'candidates', person)).id;
}

export async function makeJob(emulator: Emulator, job: object): Promise<string> {
  return withId.parse(await control(emulator, 'jobs', job)).id;
}

const withId = z.object({ id: z.string() });

export async function control(emulator: Emulator, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${emulator.url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`The emulator refused ${path}: ${await response.text()}`);
  return response.json();
}

export async function countsOf(emulator: Pick<Emulator, 'url'>): Promise<{ candidates: number; applications: number }> {
  const state = await (await fetch(`${emulator.url}/_emulator/state`)).json();
  return z.object({ counts: z.object({ candidates: z.number(), applications: z.number() }) }).parse(state).counts;
}

const envelope = z.looseObject({ success: z.boolean() });

/** Ashby's API as it is on the wire, without the connector. */
export async function post(emulator: Pick<Emulator, 'url' | 'apiKey'>, operation: string, body: unknown) {
  const response = await fetch(`${emulator.url}/${operation}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${emulator.apiKey}:`)}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? envelope.parse(JSON.parse(text)) : null,
  };
}
