import type { Connector, Send } from '@handoff/core';
import { atsRequests } from '../telemetry/metrics.ts';
import { inSpan } from '../telemetry/tracing.ts';

/** Measures and traces what goes to an ATS: the path alone, never a query, a header or a body. */
export function observed(connector: Connector, send: Send): Send {
  return (request) =>
    inSpan(`ATS ${request.method} ${new URL(request.url).pathname}`, { connector: connector.id }, async () => {
      const end = atsRequests.startTimer({ connector: connector.id });
      const answer = await send(request);
      end({ result: answer.kind === 'ANSWERED' ? `${Math.floor(answer.status / 100)}xx` : answer.kind });
      return answer;
    });
}
