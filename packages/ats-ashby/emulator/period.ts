import { integerSchema } from './operation.ts';

/** Epoch milliseconds, unlike every other time of the API. */
export const periodInput = { createdAfter: integerSchema.optional(), createdBefore: integerSchema.optional() };

export type Period = { readonly createdAfter?: number | undefined; readonly createdBefore?: number | undefined };

export function periodRefusal({ createdAfter, createdBefore }: Period, now: Date): string | null {
  if ((createdAfter ?? 0) > now.getTime() || (createdBefore ?? 0) > now.getTime()) return 'The time is in the future';
  if (createdAfter !== undefined && createdBefore !== undefined && createdAfter > createdBefore) {
    return 'createdAfter is later than createdBefore';
  }
  return null;
}

export function periodMatches({ createdAfter, createdBefore }: Period, at: string): boolean {
  const time = Date.parse(at);
  return (createdAfter === undefined || time > createdAfter) && (createdBefore === undefined || time < createdBefore);
}
