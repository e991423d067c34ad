import type { HttpBindings } from '@hono/node-server';
import { type HttpAnswer, successAnswer, withHeaders } from './answer.ts';
import { type Call, readCall } from './call.ts';
import { deliver, lag, spoil, statusSeen } from './deliver.ts';
import type { Fault } from './faults.ts';
import type { JournalOutcome } from './journal.ts';
import type { Parts } from './parts.ts';
import { requestId } from './request-id.ts';
import { type Moment, respond } from './respond.ts';

/** One call from its first byte to its last: a planned fault, the operation, the journal, the answer. */
export async function serveCall(parts: Parts, request: Request, bindings: HttpBindings): Promise<Response> {
  const operation = new URL(request.url).pathname.slice(1);
  const call = readCall(operation, request.headers.get('authorization') ?? undefined, await request.text());
  const now = parts.now();
  const moment = { now, requestId: requestId(now) };
  const fault = parts.faults.take(operation);

  if (fault?.when === 'before' && fault.what !== 'slow') {
    const answer = dressed(spoil(successAnswer({ results: null }), fault, moment), moment);
    record(parts, {
      call,
      moment,
      fault,
      outcome: { status: statusSeen(answer, fault), success: false, code: 'fault' },
    });
    return deliver(answer, fault, bindings);
  }
  if (fault?.when === 'before') await lag(fault);

  const { answer, outcome } = respond(parts, call, moment);
  const seen = dressed(fault === null ? answer : spoil(answer, fault, moment), moment);
  record(parts, { call, moment, fault, outcome: { ...outcome, status: statusSeen(seen, fault) } });
  return deliver(seen, fault?.when === 'after' ? fault : null, bindings);
}

function record(
  parts: Parts,
  entry: { call: Call; moment: Moment; fault: Fault | null; outcome: JournalOutcome },
): void {
  const { call, moment, fault, outcome } = entry;
  parts.journal.record({
    at: moment.now.toISOString(),
    operation: call.operation,
    key: call.apiKey?.slice(-4) ?? null,
    request: call.body.kind === 'JSON' ? call.body.value : null,
    outcome,
    ...(fault === null ? {} : { fault: fault.what }),
  });
}

function dressed(answer: HttpAnswer, { now, requestId }: Moment): HttpAnswer {
  return withHeaders(answer, {
    date: now.toUTCString(),
    'x-ashby-request-id': requestId,
    'ashby-version': '2026-01-01',
    'ashby-version-status': 'active',
  });
}
