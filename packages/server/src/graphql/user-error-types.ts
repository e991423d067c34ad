import type { PermissionCheck } from '@handoff/core';
import { builder } from './builder.ts';
import { describedValues } from './described-values.ts';
import {
  errorCodeValues,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  RefusedError,
  type UserError,
} from './user-error.ts';

export const ErrorCode = builder.enumType('ErrorCode', {
  description: 'What went wrong, for programs. `message` says it for people.',
  values: describedValues(errorCodeValues, ({ description }) => description),
});

type RemedyShape = { message: string; action: string | null; url: string | null };
export const Remedy = builder.objectRef<RemedyShape>('Remedy').implement({
  description: 'What a person can do about it.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'One sentence.' }),
    action: t.exposeString('action', {
      nullable: true,
      description: 'The name of the action, where the page offers one.',
    }),
    url: t.exposeString('url', { nullable: true, description: 'Where it is done.' }),
  }),
});

const PermissionNeed = builder.enumType('PermissionNeed', {
  description: 'What a permission is needed for.',
  values: {
    ALWAYS: { description: 'Nothing works without it: a credential that lacks it is not connected.' },
    FEATURE: { description: 'The features that it names; the rest works without it.' },
  },
});

export const PermissionType = builder.objectRef<PermissionCheck>('Permission').implement({
  description: 'A permission of the credential, in the ATS’s own words.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As the ATS’s settings show it.' }),
    granted: t.exposeBoolean('granted', { description: 'Whether the credential has it.' }),
    need: t.expose('need', { type: PermissionNeed, description: 'What it is missing for, when it is missing.' }),
    requiredBy: t.exposeStringList('requiredBy', { description: 'The features that need it.' }),
  }),
});

export function remedyOf(message: string | undefined): RemedyShape | null {
  return message === undefined ? null : { message, action: null, url: null };
}

/** What an error says, whether it is thrown or part of an answer. */
type Refusal = Pick<UserError, 'problem'>;

const UserErrorInterface = builder.interfaceRef<Refusal>('UserError').implement({
  description: 'Why something was refused: expected, and never a fault of the server.',
  fields: (t) => ({
    code: t.field({ type: ErrorCode, description: 'For programs.', resolve: ({ problem }) => problem.code }),
    message: t.string({ description: 'One sentence for a person.', resolve: ({ problem }) => problem.message }),
    path: t.stringList({
      nullable: true,
      description: 'The field of the input that is at fault, outermost first.',
      resolve: ({ problem }) => (problem.path ? [...problem.path] : null),
    }),
    remedy: t.field({
      type: Remedy,
      nullable: true,
      description: 'What to do about it.',
      resolve: ({ problem }) => remedyOf(problem.remedy),
    }),
  }),
});

const interfaces = [UserErrorInterface];
builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  description: 'The input is at fault.',
  interfaces,
});
builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description: 'There is no such thing in this account.',
  interfaces,
});
builder.objectType(ForbiddenError, { name: 'ForbiddenError', description: 'The role does not allow it.', interfaces });
builder.objectType(RefusedError, {
  name: 'RefusedError',
  description: 'The ATS, or the present state of things, refuses it.',
  interfaces,
  fields: (t) => ({
    permissions: t.field({
      type: [PermissionType],
      description: 'With `PERMISSION_MISSING`: all permissions that are needed, granted or not.',
      resolve: ({ problem }) => [...(problem.permissions ?? [])],
    }),
  }),
});

export const ItemError = builder.objectRef<Refusal>('ItemError').implement({
  description: 'Why one item of a batch was not taken; the others were.',
  interfaces,
});
