import { once } from 'node:events';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Answer } from './client.ts';

export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Answer;
};

type Raw = { readonly method?: string; readonly path?: string; readonly headers?: OutgoingHttpHeaders };

/** Sends exactly these bytes, as no well-behaved client would, and answers with what came back. */
export async function rawRequest(
  url: string,
  { method = 'POST', path = '/graphql', headers = {} }: Raw,
  body = '',
): Promise<RawAnswer> {
  const sending = request(new URL(path, url), { method, headers, agent: false });
  // The server may answer and close before all was sent.
  sending.on('error', () => undefined);
  sending.end(body);
  const [response] = await once(sending, 'response');
  const answered = await text(response);
  return { status: response.statusCode, headers: response.headers, body: parse(answered) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
