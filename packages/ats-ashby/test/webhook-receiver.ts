import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Delivery = { readonly path: string; readonly signature: string; readonly body: string };

/** An address for webhooks, which answers as it is told, call by call; the last answer holds. */
export async function webhookReceiver(...statuses: readonly number[]) {
  const deliveries: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const signature = String(request.headers['ashby-signature']);
    const isPing = body.includes('"ping"');
    const status = isPing ? 200 : (statuses[Math.min(events().length, statuses.length - 1)] ?? 200);
    deliveries.push({ path: request.url ?? '', signature, body });
    response.writeHead(status).end();
  });
  /** What came, but for the pings. */
  const events = () => deliveries.filter(({ body }) => !body.includes('"ping"'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, deliveries, events };
}
