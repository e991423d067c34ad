import { type AtsError, type ErrorCode, errorCodes, type PermissionCheck } from '@handoff/core';

/** Expected failures of a use case: the API answers them as a `UserError`. */
export type Problem = {
  readonly code: 'INVALID_INPUT' | 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT' | 'CURSOR_TOO_OLD' | ErrorCode;
  readonly message: string;
  /** The input's field that is at fault, outermost first. */
  readonly path?: readonly string[];
  readonly remedy?: string;
  readonly permissions?: readonly PermissionCheck[];
};

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

export function invalid(message: string, path: readonly string[]) {
  return refuse({ code: 'INVALID_INPUT', message, path });
}

/** The same words for what does not exist and for what belongs to another account. */
export function notFound(thing: string, path: readonly string[]) {
  return refuse({ code: 'NOT_FOUND', message: `There is no such ${thing}.`, path });
}

export function refusedByAts(error: AtsError, more: Pick<Problem, 'path' | 'permissions'> = {}) {
  return refuse({ code: error.code, message: error.message, remedy: errorCodes[error.code].remedy, ...more });
}
