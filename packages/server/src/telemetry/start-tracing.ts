import { context, trace } from '@opentelemetry/api';

/** Sends what is traced to an OTLP collector over HTTP. Loads OpenTelemetry only here: off costs nothing. */
export async function startTracing(endpoint: string, role: string): Promise<{ stop(): Promise<void> }> {
  const [{ AsyncLocalStorageContextManager }, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] =
    await Promise.all([
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace'),
    ]);
  const exporter = new OTLPTraceExporter({ url: new URL('/v1/traces', endpoint).href });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'handoff', 'handoff.role': role }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return { stop: () => provider.shutdown().catch(() => undefined) };
}
