import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { readBody } from './body.ts';
import { countKeys, shapeOf } from './json-shape.ts';

/** A document, and all that is no batch. */
export const maxPlainBytes = 64 * 1024;
const maxDepth = 40;

const params = z.strictObject({
  query: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

/** What a request asks for, and how long its body was. */
export type Params = z.output<typeof params> & { readonly bytes: number };

export type ParamsRefusal = { readonly status: 400 | 413; readonly message: string };

/** Reads a request's body as one GraphQL request. Two readers of a JSON with a key named twice could see two requests. */
export async function readParams(request: IncomingMessage): Promise<Params | ParamsRefusal> {
  const body = await readBody(request, Number(request.headers['content-length']));
  if (body === null) return { status: 413, message: 'The body is longer than its content-length says.' };
  const { depth, keys } = shapeOf(body);
  if (depth > maxDepth) return { status: 400, message: `The body nests deeper than ${maxDepth} levels.` };
  const json = parseJson(body);
  if (Array.isArray(json))
    return { status: 400, message: 'One operation a request: batches of operations are refused.' };
  const parsed = params.safeParse(json);
  if (!parsed.success) {
    return { status: 400, message: 'The body is not { "query": "…", "variables": { … } } in well-formed JSON.' };
  }
  if (countKeys(json) !== keys) return { status: 400, message: 'The body names a key twice.' };
  if ((parsed.data.query?.length ?? 0) > maxPlainBytes) {
    return { status: 413, message: `A document has at most ${maxPlainBytes} characters.` };
  }
  return { ...parsed.data, bytes: body.length };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
