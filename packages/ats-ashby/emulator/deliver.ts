import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { failureAnswer, type HttpAnswer, textAnswer, withHeaders } from './answer.ts';
import type { Fault } from './faults.ts';
import { type Moment, tooMany } from './respond.ts';

/** Sends the answer, or breaks the connection as the fault says. */
export async function deliver(answer: HttpAnswer, fault: Fault | null, { outgoing }: HttpBindings): Promise<Response> {
  switch (fault?.what) {
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      return new Promise(() => {});
    case 'cut':
      outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
      outgoing.write(answer.body.slice(0, answer.body.length / 2), () => outgoing.socket?.destroy());
      return RESPONSE_ALREADY_SENT;
    default:
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
  }
}

/** Waits as the fault says, or until the emulator stops. */
export async function lag({ delayMs }: Fault, stopped: AbortSignal): Promise<void> {
  try {
    if (delayMs > 0) await wait(delayMs, undefined, { ref: false, signal: stopped });
  } catch (error) {
    if (!stopped.aborted) throw error;
  }
}

/** What the caller is told instead of the truth, where the fault is one of words. */
export function spoil(answer: HttpAnswer, fault: Fault, { requestId }: Moment): HttpAnswer {
  switch (fault.what) {
    case '500':
      return textAnswer(500, 'Internal Server Error');
    case 'html':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in</title>' };
    case 'reply':
      return { ...answer, ...fault.reply };
    case '429': {
      const wait: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return withHeaders(failureAnswer(429, tooMany, requestId), wait);
    }
    default:
      return answer;
  }
}

/** The status that reaches the caller; 0 when none does. */
export function statusSeen(answer: HttpAnswer, fault: Fault | null): number {
  return fault?.what === 'reset' || fault?.what === 'hang' ? 0 : answer.status;
}
