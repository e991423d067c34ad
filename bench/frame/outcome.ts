import { z } from 'zod';

/** One value a round; what is counted and not timed has one. */
const rounds = z.array(z.number()).min(1).readonly();

/** A bound on our median; with `times`, on the median of our rounds over that peer's. */
const target = z.object({
  bound: z.enum(['AT_MOST', 'AT_LEAST']),
  limit: z.number(),
  times: z.string().nullable(),
});

const figure = z.object({
  what: z.string(),
  /** Empty for a share or a ratio. */
  unit: z.string(),
  ours: rounds,
  /** The same of each peer, by its name. */
  beside: z.record(z.string(), rounds),
  /** None where a figure only explains another. */
  targets: z.array(target).readonly(),
});

/** How something grows with its size, on two logarithmic axes. */
const plot = z.object({
  title: z.string(),
  x: z.string(),
  y: z.string(),
  series: z
    .array(z.object({ name: z.string(), points: z.array(z.tuple([z.number(), z.number()])).readonly() }))
    .readonly(),
});

/** What a row has found, with its answers verified. */
export const outcome = z.object({
  figures: z.array(figure).readonly(),
  growth: z.array(plot).readonly(),
  /** What was counted, at which size, and where the time of a loss goes. */
  notes: z.array(z.string()).readonly(),
});

export type Outcome = z.output<typeof outcome>;
export type Figure = z.output<typeof figure>;
export type Target = z.output<typeof target>;
export type Plot = z.output<typeof plot>;
