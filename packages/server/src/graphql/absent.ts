import { z } from 'zod';

/** Prisma's codes for "no such row" and for an id that can be of none. */
const absent = z.object({ code: z.enum(['P2025', 'P2023', 'P2007']) });

/** Null for a node that is not there: the same for an id of nothing, and for one of another account. */
export async function orNull<T>(node: Promise<T> | T): Promise<T | null> {
  try {
    const found = await node;
    if (!(found instanceof Error)) return found;
    throw found;
  } catch (error) {
    if (absent.safeParse(error).success) return null;
    throw error;
  }
}
