import type { HttpResult } from '@handoff/core';
import { z } from 'zod';

/** What came of a call, without what it means: `errors.ts` knows that. */
export type Reply =
  | {
      readonly kind: 'RESULTS';
      readonly results: unknown;
      readonly next: string | null;
      /** Where the next incremental run begins: with the last page only. */
      readonly syncToken: string | null;
      readonly requestId: string | null;
    }
  /** Turned down: nothing was done. `code` is Ashby's word for it, where it gave one. */
  | {
      readonly kind: 'REFUSED';
      readonly status: number;
      readonly code: string | null;
      /** Ashby's own words. They may repeat what was sent: to be looked at, never to be passed on. */
      readonly message: string | null;
      readonly headers: Readonly<Record<string, string>>;
      readonly requestId: string | null;
    }
  /** Answered, but in a way that does not say whether anything was done. */
  | { readonly kind: 'UNCLEAR'; readonly status: number; readonly requestId: string | null }
  | { readonly kind: 'NOT_SENT' | 'NO_ANSWER'; readonly reason: string };

/** Entries of the older `errors` come as codes, as prose, or as objects with either. */
const errorEntry = z.union([
  z.string().transform((code) => ({ code, message: null })),
  z.object({ code: z.string(), message: z.string().nullish().catch(null) }),
  z.object({ message: z.string() }).transform(({ message }) => ({ code: message, message: null })),
]);

const envelope = z.discriminatedUnion('success', [
  z.object({
    success: z.literal(true),
    results: z.unknown(),
    moreDataAvailable: z.boolean().nullish(),
    nextCursor: z.string().nullish(),
    syncToken: z.string().nullish(),
  }),
  z.object({
    success: z.literal(false),
    errorInfo: z
      .object({ code: z.string(), message: z.string().nullish().catch(null) })
      .nullish()
      .catch(null),
    errors: z.array(errorEntry).nullish().catch(null),
  }),
]);
type Envelope = z.output<typeof envelope>;

export function readReply(result: HttpResult): Reply {
  if (result.kind !== 'ANSWERED') return result;
  const { status, headers } = result;
  const requestId = headers['x-ashby-request-id'] ?? null;
  const body = readEnvelope(result.body);
  if (body?.success === false && status < 500) {
    const message = body.errorInfo?.message ?? body.errors?.[0]?.message ?? null;
    return { kind: 'REFUSED', status, code: codeOf(body), message, headers, requestId };
  }
  // 408 is a time-out on the way, like a 5xx; every other 4xx is a no, in whatever form.
  if (status >= 400 && status < 500 && status !== 408)
    return { kind: 'REFUSED', status, code: null, message: null, headers, requestId };
  if (status === 200 && body?.success === true) {
    const next = body.moreDataAvailable === false ? null : (body.nextCursor ?? null);
    return { kind: 'RESULTS', results: body.results, next, syncToken: body.syncToken ?? null, requestId };
  }
  return { kind: 'UNCLEAR', status, requestId };
}

function readEnvelope(body: string): Envelope | null {
  try {
    return envelope.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** `errorInfo` wins: where both are there, `errors` may hold prose. */
function codeOf(body: Extract<Envelope, { success: false }>): string | null {
  return body.errorInfo?.code ?? body.errors?.[0]?.code ?? null;
}
