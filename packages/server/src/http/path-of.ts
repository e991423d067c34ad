import type { IncomingMessage } from 'node:http';

/** The path that a request names; what is no address at all is none of ours, as the root is. */
export function pathOf({ url = '/' }: IncomingMessage): string {
  return URL.parse(url, 'http://localhost')?.pathname ?? '/';
}
