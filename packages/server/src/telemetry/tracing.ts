/**
 * Traces: what a request leads to, as one tree a person can follow, from GraphQL through the intent to
 * the call of the ATS. Spans are made by OpenTelemetry's interface alone, which does nothing until
 * `startTracing` has loaded the rest.
 */
import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('handoff');

type Attributes = Readonly<Record<string, string | number>>;

/** Does the work as a span of the current trace. */
export function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, (span) => ended(span, work));
}

/** Does the work as a span of the trace that `traceParent` keeps; of a new one where it is null. */
export function inSpanOf<T>(
  { name, traceParent }: { name: string; traceParent: string | null },
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  return context.with(contextOf(traceParent), () => inSpan(name, attributes, work));
}

/** The current place in a trace, as W3C's `traceparent`; null when nothing is traced. */
export function currentTraceParent(): string | null {
  const current = trace.getActiveSpan()?.spanContext();
  if (!current) return null;
  const flags = current.traceFlags.toString(16).padStart(2, '0');
  return `00-${current.traceId}-${current.spanId}-${flags}`;
}

export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

async function ended<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The kind of error alone: its words may be about people.
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
    throw error;
  } finally {
    span.end();
  }
}

function contextOf(traceParent: string | null) {
  const [, traceId, spanId, flags] = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(traceParent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return context.active();
  const kept = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return trace.setSpanContext(context.active(), kept);
}
