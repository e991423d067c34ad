import { decodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import { NotFoundError } from './user-error.ts';

const uuid = z.uuid();

/** The row's id in a global id of this type; null when it is none. */
export function rowId(type: string, globalId: string): string | null {
  try {
    const { typename, id } = decodeGlobalID(globalId);
    return typename === type ? (uuid.safeParse(id).data ?? null) : null;
  } catch {
    return null;
  }
}

/** The same, for an input's field: what is no such id answers as what does not exist. */
export function inputId(type: string, globalId: string, field: string): string {
  const id = rowId(type, globalId);
  if (id !== null) return id;
  throw new NotFoundError({ code: 'NOT_FOUND', message: `There is no such ${type.toLowerCase()}.`, path: [field] });
}
