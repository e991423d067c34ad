import { type ErrorCode, errorCodes, type LateAnswer } from '@handoff/core';
import { z } from 'zod';

/** Of a candidate, what a late answer keeps: enough to link it. */
export const candidateAnswer = z.object({
  remoteId: z.string(),
  url: z.string().nullable(),
  createdAt: z.coerce.date(),
});

export const applicationAnswer = z.object({ remoteId: z.string(), status: z.string() });

const codes = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]];

/** An intent's `late_answer`, as the column has it; its value by the shape that its kind of intent has. */
export function lateAnswerOf<T>(column: unknown, value: z.ZodType<T>): LateAnswer<T> | null {
  const answer = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('DONE'), value }),
    z.object({
      kind: z.literal('NOT_DONE'),
      sentAt: z.coerce.date(),
      error: z.object({ code: z.enum(codes), message: z.string() }),
    }),
  ]);
  return column === null ? null : answer.parse(column);
}
