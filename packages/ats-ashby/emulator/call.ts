/** One call of Ashby's API as it came in. */
export type Call = {
  readonly operation: string;
  /** The user name of Basic authentication; null without any. */
  readonly apiKey: string | null;
  readonly body: { readonly kind: 'JSON'; readonly value: unknown } | { readonly kind: 'UNREADABLE' };
};

export function readCall(operation: string, authorization: string | undefined, text: string): Call {
  return { operation, apiKey: readKey(authorization), body: readBody(text) };
}

function readKey(authorization: string | undefined): string | null {
  const encoded = /^basic ([a-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const [user] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return user === undefined || user === '' ? null : user;
}

function readBody(text: string): Call['body'] {
  try {
    return { kind: 'JSON', value: JSON.parse(text) };
  } catch {
    return { kind: 'UNREADABLE' };
  }
}
