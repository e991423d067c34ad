import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Parts } from '../graphql/context.ts';
import { takeWebhook } from '../integrations/take-webhook.ts';
import { readBytes, sendError } from './body.ts';
import { pathOf } from './path-of.ts';

/** No notice of an ATS comes near. */
const maxBytes = 1_000_000;

/** `/webhooks/<connector>/<account>/<integration>`: where an ATS tells of changes. The bytes are what was signed. */
export async function handleWebhook(
  { log, ...parts }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return sendError(response, 405, { code: 'INVALID_INPUT', message: 'Only POST is served here.' });
  }
  const body = await readBytes(request, maxBytes);
  if (body === null) {
    response.setHeader('connection', 'close');
    return sendError(response, 413, { code: 'INVALID_INPUT', message: `At most ${maxBytes} bytes are taken.` });
  }
  const pathname = pathOf(request);
  const [, , connectorId = '', accountId = '', integrationId = ''] = pathname.split('/');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const taken = await takeWebhook(parts, { connectorId, accountId, integrationId }, { headers, body });
  if (taken === 'REFUSED') {
    return sendError(response, 401, { code: 'AUTH_INVALID', message: 'This is not signed as it should be.' });
  }
  if (taken === 'UNREADABLE') log.warn({ integrationId }, 'a webhook was signed well, and is in no shape that we know');
  response.writeHead(204).end();
}
