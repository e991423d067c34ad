import type { Figure, Target } from './outcome.ts';

/**
 * The median of the rounds, between the lowest and the highest of them: of seven rounds these two hold the true
 * median in 98 of 100 runs, of five in 94, whatever the distribution is.
 */
export type Estimate = {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
};

export function estimate(values: readonly number[]): Estimate {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: sorted.at(0) ?? 0, high: sorted.at(-1) ?? 0, rounds: sorted.length };
}

/** The value below which this share of them lies, between neighbours where it falls between them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export type Verdict = { readonly target: Target; readonly measured: Estimate; readonly is: 'MET' | 'MISSED' };

/** The median decides; how far the rounds lie apart stands beside it. */
export function judge({ ours, beside }: Figure, target: Target): Verdict {
  const measured = estimate(target.times === null ? ours : ratios(ours, beside[target.times] ?? []));
  const isMet = target.bound === 'AT_MOST' ? measured.median <= target.limit : measured.median >= target.limit;
  return { target, measured, is: isMet ? 'MET' : 'MISSED' };
}

/** Round by round: both saw the same machine. */
function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  if (ours.length !== theirs.length) throw new Error('ours and theirs have not had the same rounds');
  return ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
}
