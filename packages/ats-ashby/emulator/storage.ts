import { closeSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Lines that are only ever added to. Each is with the operating system before `append` returns, so it outlives our process. */
export type Log = {
  /** What the file held when it was opened. */
  readonly lines: readonly string[];
  append(value: unknown): void;
  close(): void;
};

export function openLog(folder: string | undefined, name: string): Log {
  if (folder === undefined) return { lines: [], append: () => {}, close: () => {} };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const file = openSync(path, 'a', 0o600);
  const lines = readWholeLines(path);
  return {
    lines,
    append: (value) => {
      writeSync(file, `${JSON.stringify(value)}\n`);
    },
    close: () => closeSync(file),
  };
}

/** A last line without its end is what a kill in mid-write leaves: nobody was answered for it, so it goes. */
function readWholeLines(path: string): string[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(path, end);
  return bytes
    .subarray(0, end)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}
