import { CommanderError } from 'commander';
import { ConfigError } from '../src/config.ts';
import { DatabaseFault } from '../src/database/fault.ts';

/** A command cannot be done, in one sentence for the person who typed it. */
export class CommandFault extends Error {}

/** Says what went wrong where nobody has said it yet; answers with how to end. */
export function exitCodeOf(error: unknown): number {
  // Commander has printed its own: help, the version, or how a command is written.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const expected = error instanceof DatabaseFault || error instanceof ConfigError || error instanceof CommandFault;
  const words = error instanceof Error ? (expected ? error.message : error.stack) : String(error);
  process.stderr.write(`${words}\n`);
  return error instanceof ConfigError ? 2 : 1;
}
