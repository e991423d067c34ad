import { z } from 'zod';

/** Ids are strict: a wrong one would be stored. */
export const idSchema = z.string().min(1).max(100);

export const timeSchema = z
  .string()
  .transform((text) => new Date(text))
  .refine((time) => !Number.isNaN(time.getTime()), 'is no time');
