import { z } from 'zod';
import type { Failure } from './answer.ts';
import type { NewId } from './new-id.ts';
import type { Permission } from './permissions.ts';
import type { ApiKey } from './records.ts';
import type { Change, State } from './state.ts';
import type { Unknowns } from './unknowns.ts';
import type { Hooks } from './webhook-sender.ts';

/** What an operation can see and do. `key` is the caller's: it decides what is visible. */
export type World = {
  readonly state: State;
  readonly key: ApiKey;
  readonly now: Date;
  readonly unknowns: Unknowns;
  readonly hooks: Hooks;
  commit(change: Change): void;
  /** For a record that is committed next. */
  newId: NewId;
  /** A time that was given, as it is kept. */
  kept(time: string): string;
};

export type Result =
  /** `page` holds the fields that lists put beside `results`. */
  { readonly ok: true; readonly results: unknown; readonly page?: object } | ({ readonly ok: false } & Failure);

export type Operation = {
  readonly name: string;
  readonly permission: Permission;
  run(world: World, body: unknown): Result | Promise<Result>;
};

/** One of Ashby's operations. A body that `input` refuses is answered as Ashby does: 200 and `invalid_input`. */
export function defineOperation<Input extends z.ZodType>(operation: {
  readonly name: string;
  readonly permission: Permission;
  readonly input: Input;
  run(world: World, input: z.output<Input>): Result | Promise<Result>;
}): Operation {
  return {
    name: operation.name,
    permission: operation.permission,
    run: (world, body) => {
      const parsed = operation.input.safeParse(body);
      return parsed.success
        ? operation.run(world, parsed.data)
        : refuse('invalid_input', z.prettifyError(parsed.error));
    },
  };
}

export function refuse(code: string, message: string): Result {
  return { ok: false, code, message };
}

/** The one refusal that comes with HTTP 403 instead of 200. */
export const missingPermission = 'missing_endpoint_permission';

/** Ashby answers alike for what is not there and for what the key may not see. */
export function notVisible(thing: 'candidate' | 'job' | 'application' | 'webhook' | 'tag'): Result {
  return refuse(`${thing}_not_found`, `No such ${thing} is visible to this key`);
}

/** A UUID, all zeros or all f. */
export const idSchema = z
  .string()
  .regex(
    /^([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}-(0{4}-){3}0{12}|f{8}-(f{4}-){3}f{12})$/i,
    'is no UUID',
  )
  .toLowerCase();

/** Integers of older validation: `"25"` passes for 25. */
export const integerSchema = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);

export const timestampSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
