import { z } from 'zod';
import type { SessionContext } from '../src/connector/define-connector.ts';
import type { HttpRequest } from '../src/connector/transport.ts';
import type { AtsError } from '../src/errors/ats-error.ts';
import { failureOf, isExpired } from './errors.ts';
import { type Reply, readReply } from './reply.ts';

export type Call = (wish: {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly body?: unknown;
  /** Of a write: the same key is done once. */
  readonly key?: string;
}) => Promise<Reply>;

const access = z.object({ accessToken: z.string().min(1) });

/** Opens the access with the first call, keeps it, and forgets it when it has run out. */
export function referenceClient({ credential, baseUrl, send }: SessionContext): Call {
  let token: string | null = null;
  async function open(): Promise<AtsError | null> {
    const { clientId, clientSecret } = credential;
    const reply = readReply(
      await send({
        method: 'POST',
        url: new URL('/token', baseUrl).href,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ clientId, clientSecret }),
      }),
    );
    const given = reply.kind === 'BODY' ? access.safeParse(reply.body).data : undefined;
    token = given?.accessToken ?? null;
    return token === null ? failureOf(reply) : null;
  }
  return async ({ method, path, body, key }) => {
    const closed = token === null ? await open() : null;
    if (closed !== null) return { kind: 'NOT_SENT', error: closed };
    const used = token;
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${used}`,
      ...(key === undefined ? {} : { 'idempotency-key': key, 'x-acting-user': credential.actingUser ?? '' }),
    };
    const request = { method, url: new URL(path, baseUrl).href, headers };
    const reply = readReply(await send(body === undefined ? request : { ...request, body: JSON.stringify(body) }));
    // Another call may have opened it anew meanwhile.
    if (reply.kind === 'REFUSED' && isExpired(reply) && token === used) token = null;
    return reply;
  };
}
