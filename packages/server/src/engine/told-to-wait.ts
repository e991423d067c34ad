/** `Retry-After`, where the ATS sends it: seconds, or a moment, which counts by the answer's own clock if it tells it. */
export function toldToWaitMs(headers: Readonly<Record<string, string>>, now: number): number | null {
  const told = headers['retry-after'];
  if (told === undefined) return null;
  if (/^\d+$/.test(told)) return Number(told) * 1_000;
  const until = Date.parse(told);
  if (!Number.isFinite(until)) return null;
  const answeredAt = Date.parse(headers.date ?? '');
  return Math.max(0, until - (Number.isFinite(answeredAt) ? answeredAt : now));
}
