import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendError } from './body.ts';
import { isForeign } from './origin.ts';

/** A batch of 1,000 contacts or events fits; nothing else comes near: see `readParams`. */
const maxBodyBytes = 8_000_000;

type Refusal = {
  readonly status: number;
  readonly code: 'FORBIDDEN' | 'INVALID_INPUT';
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
};
type Gate = (request: IncomingMessage) => Refusal | null;

/**
 * What is refused by its first lines, before anybody reads on or asks who sends it. Behind these come, in this order:
 * who it is (`authenticate`), how often (`rate`), what it says (`readParams`), how much it asks for
 * (`useDocumentLimits`), and how long it takes (`useDeadline`).
 */
const gates: readonly Gate[] = [ownSite, onlyPost, onlyJson, onlyPlain, statedSize];

/** Answers a request that does not pass, and says so. */
export function passesGates(request: IncomingMessage, response: ServerResponse): boolean {
  for (const gate of gates) {
    const refusal = gate(request);
    if (!refusal) continue;
    for (const [name, value] of Object.entries(refusal.headers ?? {})) response.setHeader(name, value);
    sendError(response, refusal.status, refusal);
    return false;
  }
  return true;
}

function ownSite(request: IncomingMessage): Refusal | null {
  if (!isForeign(request)) return null;
  return { status: 403, code: 'FORBIDDEN', message: 'Requests from other sites are refused.' };
}

function onlyPost({ method }: IncomingMessage): Refusal | null {
  if (method === 'POST') return null;
  return { status: 405, code: 'INVALID_INPUT', message: 'Only POST is served here.', headers: { allow: 'POST' } };
}

function onlyJson({ headers }: IncomingMessage): Refusal | null {
  if (/^application\/json(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '')) return null;
  return { status: 415, code: 'INVALID_INPUT', message: 'Only application/json is taken here, in UTF-8.' };
}

function onlyPlain({ headers }: IncomingMessage): Refusal | null {
  if (headers['content-encoding'] === undefined) return null;
  return { status: 415, code: 'INVALID_INPUT', message: 'Send the body as it is, not compressed.' };
}

function statedSize({ headers }: IncomingMessage): Refusal | null {
  if (Number(headers['content-length']) <= maxBodyBytes) return null;
  const message = `Say the content-length; at most ${maxBodyBytes} bytes are taken.`;
  return { status: 413, code: 'INVALID_INPUT', message, headers: { connection: 'close' } };
}
