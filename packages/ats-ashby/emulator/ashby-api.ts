import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
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
  const fault = parts.faults.take(operation);
  if (fault?.when === 'before') await lag(fault, parts.stopped);
  if (parts.stopped.aborted) return RESPONSE_ALREADY_SENT;

  const now = parts.now();
  const moment = { now, requestId: requestId(now) };
  if (fault?.when === 'before' && fault.what !== 'slow') {
    const answer = dressed(spoil(successAnswer({ results: null }), fault, moment), moment);
    const outcome = { status: statusSeen(answer, fault), success: false, code: 'fault' };
    record(parts, { call, moment, fault, outcome });
    return deliver(answer, fault, bindings);
  }
  const { answer, outcome } = await respond(parts, call, moment);
  const asked = call.body.kind === 'JSON' ? call.body.value : {};
  parts.witness.call({ operation: call.operation, asked, answer });
  const seen = dressed(fault === null ? answer : spoil(answer, fault, moment), moment);
  record(parts, { call, moment, fault, outcome: { ...outcome, status: statusSeen(seen, fault) } });
  if (fault?.when === 'after') await lag(fault, parts.stopped);
  return deliver(seen, fault, bindings);
}

type Entry = {
  readonly call: Call;
  readonly moment: Moment;
  readonly fault: Fault | null;
  readonly outcome: JournalOutcome;
};

function record(parts: Parts, { call, moment, fault, outcome }: Entry): void {
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
