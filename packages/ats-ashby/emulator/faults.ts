import { z } from 'zod';

/**
 * Something that goes wrong with the next calls of an operation (`*`: of any). `before` it is carried
 * out, so that nothing happened, or `after`, so that it happened and the caller may not know.
 */
export const faultSchema = z.object({
  operation: z.string(),
  times: z.int().min(1).default(1),
  when: z.enum(['before', 'after']).default('before'),
  /**
   * `slow` only waits for `delayMs`, and then goes on. `html` is a page of some proxy with status 200;
   * `reply` is whatever `reply` says.
   */
  what: z.enum(['reset', '500', '429', 'hang', 'cut', 'html', 'reply', 'slow']),
  reply: z.object({ status: z.int().min(200).max(599), body: z.string() }).default({ status: 200, body: '' }),
  /** Seconds, for the `Retry-After` of a 429. */
  retryAfter: z.int().min(0).optional(),
  /** Waited before the fault shows. */
  delayMs: z.int().min(0).default(0),
});

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

export type Faults = {
  plan(fault: Fault): void;
  /** The fault planned first for this operation, used up once. */
  take(operation: string): Fault | null;
  clear(): void;
  list(): readonly Fault[];
};

export function plannedFaults(): Faults {
  let planned: readonly Fault[] = [];
  return {
    plan: (fault) => {
      planned = [...planned, fault];
    },
    take: (operation) => {
      const found = planned.find((fault) => fault.operation === operation || fault.operation === '*');
      if (found === undefined) return null;
      planned = planned
        .map((fault) => (fault === found ? { ...fault, times: fault.times - 1 } : fault))
        .filter(({ times }) => times > 0);
      return found;
    },
    clear: () => {
      planned = [];
    },
    list: () => planned,
  };
}
