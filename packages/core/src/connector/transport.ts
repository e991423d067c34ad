/**
 * How a connector reaches its ATS: the shell gives it this one function and nothing else. One call is
 * one request, sent at most once, bounded in time and size. It does not throw.
 */
export type Send = (request: HttpRequest) => Promise<HttpResult>;

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type HttpResult =
  | {
      readonly kind: 'ANSWERED';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** Nothing of the request reached the other side: refused, unknown host, no connection. */
  | { readonly kind: 'NOT_SENT'; readonly reason: string }
  /** The request left, or may have; no whole answer came back: reset, time-out, cut off. */
  | { readonly kind: 'NO_ANSWER'; readonly reason: string };
