import type { z } from 'zod';
import type { Parts } from './parts.ts';

/** Something that is done to the emulated organisation, by a person of it or by chance, and not through Ashby's API. */
export type Control = {
  /** Under `/_emulator`, by POST. */
  readonly path: string;
  readonly says: string;
  /** Null where nothing of what it names is there. */
  run(parts: Parts, body: unknown): object | null;
};

export function defineControl<Input extends z.ZodType>(control: {
  readonly path: string;
  readonly says: string;
  readonly input: Input;
  run(parts: Parts, input: z.output<Input>): object | null;
}): Control {
  return { ...control, run: (parts, body) => control.run(parts, control.input.parse(body)) };
}
