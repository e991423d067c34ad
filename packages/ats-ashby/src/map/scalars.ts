import { z } from 'zod';

export const timeSchema = z
  .string()
  .transform((text) => new Date(text))
  .refine((time) => !Number.isNaN(time.getTime()), 'is no time');
