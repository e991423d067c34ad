import { z } from 'zod';
import { machine } from './machine.ts';
import { outcome } from './outcome.ts';

export const rowFacts = z.object({
  number: z.int(),
  title: z.string(),
  target: z.string(),
  peers: z.array(z.string()).readonly(),
});

export const rowSize = z.enum(['WHOLE', 'QUICK', 'SOAK']);

/** A row as it was run: when, on what, and what came of it. */
const measured = rowFacts.extend({
  size: rowSize,
  at: z.iso.datetime(),
  tookS: z.number(),
  machine,
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('MEASURED'), outcome }),
    z.object({ kind: z.literal('FAILED'), why: z.string() }),
  ]),
});

export const report = z.object({ rows: z.array(measured).readonly() });

export type RowFacts = z.output<typeof rowFacts>;
export type Measured = z.output<typeof measured>;
export type Report = z.output<typeof report>;
