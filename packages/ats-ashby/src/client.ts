import type { SessionContext } from '@handoff/core';
import { type Reply, readReply } from './reply.ts';

/** Calls one of Ashby's operations, once, and tells what happened. Fields that are undefined are left out. */
export type Call = (operation: string, body: Readonly<Record<string, unknown>>) => Promise<Reply>;

export function ashbyClient({ credential, baseUrl, send }: SessionContext): Call {
  // The key is the user name; the password is empty. Whatever was pasted is sent, so that Ashby judges it.
  const bytes = new TextEncoder().encode(`${credential.apiKey ?? ''}:`);
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  return async (operation, body) => {
    const result = await send({
      method: 'POST',
      url: new URL(`/${operation}`, baseUrl).href,
      headers: { authorization, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    return readReply(result);
  };
}
