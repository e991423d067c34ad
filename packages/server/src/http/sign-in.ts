import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Tenancy } from '../security/tenancy.ts';
import { signIn } from '../security/tokens.ts';
import { readBody, sendError } from './body.ts';

const input = z.strictObject({ code: z.string().max(200) });
const maxBytes = 1_024;

/** `POST /auth/sign-in { code }`: a one-time code for a session's token. */
export async function handleSignIn(
  tenancy: Tenancy,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, maxBytes);
  const parsed = input.safeParse(parseJson(body));
  if (!parsed.success) {
    return sendError(response, 400, { code: 'INVALID_INPUT', message: 'A sign-in needs { "code": "…" } as JSON.' });
  }
  const token = await signIn(tenancy, parsed.data.code);
  if (token === null) {
    const message = 'This sign-in link was used already, or has run out. Start Handoff again for a new one.';
    return sendError(response, 401, { code: 'AUTH_INVALID', message });
  }
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify({ token }));
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
