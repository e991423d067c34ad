import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registry } from '../telemetry/metrics.ts';
import { listening } from './listening.ts';
import type { RunningServer } from './server.ts';

/** `/metrics`, as Prometheus reads it, on a port of its own: clients do not reach it. */
export async function startMetricsServer(address: { host: string; port: number }): Promise<RunningServer> {
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end();
    try {
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
    } catch {
      // What is read from the database cannot be, which /readyz says too.
      response.writeHead(503).end();
    }
  });
  await listening(server, address);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address.host}:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
