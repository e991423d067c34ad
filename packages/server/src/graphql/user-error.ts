import { errorCodes } from '@handoff/core';
import type { Problem, Result } from '../problem.ts';
import type { Caller } from '../security/authenticate.ts';

/** An expected failure on its way to the answer: the errors plugin turns it into a member of the union. */
export class UserError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The input is at fault: `path` names the field. */
export class InvalidInputError extends UserError {}
/** There is no such thing in this account. */
export class NotFoundError extends UserError {}
/** The ATS, or the state of things here, refuses it. */
export class RefusedError extends UserError {}
/** The member's role, or the scopes of the token, do not allow it. */
export class ForbiddenError extends UserError {
  constructor({ kind }: Pick<Caller, 'kind'>) {
    const [message, remedy] =
      kind === 'API'
        ? ['The scopes of this token do not allow this.', 'Use a token that may, or make one.']
        : ['Only an owner or a manager of the account may do this.', 'Ask an owner or a manager.'];
    super({ code: 'FORBIDDEN', message, remedy });
  }
}

export const userErrors = [InvalidInputError, NotFoundError, ForbiddenError, RefusedError];

/** Takes the value of a result, or throws its problem as the error that the schema knows. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw toUserError(result.problem);
}

function toUserError(problem: Problem): UserError {
  if (problem.code === 'INVALID_INPUT') return new InvalidInputError(problem);
  if (problem.code === 'NOT_FOUND') return new NotFoundError(problem);
  return new RefusedError(problem);
}

/** Every code a client can meet, with what it means: the API's own, then the table of core. */
export const errorCodeValues = {
  INVALID_INPUT: { description: 'The input is at fault; `path` names the field.' },
  NOT_FOUND: { description: 'There is no such thing in this account.' },
  FORBIDDEN: { description: 'Your role does not allow it.' },
  CONFLICT: { description: 'It does not fit the present state of things.' },
  CURSOR_TOO_OLD: {
    description:
      'Changes are no longer kept back to this cursor: read anew what you show, and subscribe without `after`.',
  },
  ...errorCodes,
} as const;
