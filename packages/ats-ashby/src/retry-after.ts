type Headers = Readonly<Record<string, string>>;

/**
 * How long a 429 asks us to wait. Ashby documents no `Retry-After`; its `x-ratelimit-reset` is a time of
 * day in seconds, which is only worth something beside the answer's own `date`: a connector has no clock.
 */
export function retryAfterMs(headers: Headers): { retryAfterMs?: number } {
  const told = headers['retry-after'];
  if (told !== undefined && /^\d+$/.test(told)) return { retryAfterMs: Number(told) * 1000 };
  const now = Date.parse(headers.date ?? '');
  const until = told === undefined ? resetAt(headers) : Date.parse(told);
  return Number.isFinite(now) && Number.isFinite(until) ? { retryAfterMs: Math.max(0, until - now) } : {};
}

/** In milliseconds; a value too long for seconds is taken for milliseconds already. */
function resetAt(headers: Headers): number {
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  return reset > 1e11 ? reset : reset * 1000;
}
