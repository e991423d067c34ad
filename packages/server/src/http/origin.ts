import type { IncomingMessage } from 'node:http';

/** True when a browser says that another site's page sends this. Programs send no Origin. */
export function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
