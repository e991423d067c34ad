import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers with an error in one shape, whatever gate it comes from. */
export function sendError(response: ServerResponse, status: number, error: { code: string; message: string }): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error, errors: [error] }));
}

export const tooOften = 'You ask too often: wait, then go on.';

/** Says when to come back. */
export function sendTooOften(response: ServerResponse, waitSeconds: number): void {
  response.setHeader('retry-after', String(waitSeconds));
  sendError(response, 429, { code: 'RATE_LIMITED', message: tooOften });
}

/** The body as text, or null when it is longer than this. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  return (await readBytes(request, maxBytes))?.toString('utf8') ?? null;
}

/** The body as it came in, or null when it is longer than this. */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
