type Headers = Readonly<Record<string, string>>;

/**
 * How long a 429 asks us to wait. Ashby documents no `Retry-After`; its `x-ratelimit-reset` is a time of
 * day in seconds, which is only worth something beside the answer's own `date`: a connector has no clock.
 */
export function retryAfterMs(headers: Headers): { retryAfterMs?: number } {
  const told = headers['retry-after'];
  if (told !== undefined && /^\d+$/.test(told)) return { retryAfterMs: Number(told) * 1000 };
  const waitMs = told === undefined ? resetInMs(headers) : untilMs(headers, Date.parse(told));
  return waitMs === null ? {} : { retryAfterMs: waitMs };
}

/** Until the window ends, by the answer's own clock; null where the headers do not say. */
export function resetInMs(headers: Headers): number | null {
  return untilMs(headers, resetAt(headers));
}

function untilMs(headers: Headers, until: number): number | null {
  const now = Date.parse(headers.date ?? '');
  return Number.isFinite(now) && Number.isFinite(until) ? Math.max(0, until - now) : null;
}

/** In milliseconds; a value too long for seconds is taken for milliseconds already. */
function resetAt(headers: Headers): number {
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  return reset > 1e11 ? reset : reset * 1000;
}
