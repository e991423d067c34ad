import type { Command } from 'commander';

/** Prints the answer of a command: as text for a person, or with `--json` as one document for a script. */
export function print(command: Command, { json, text }: { json: unknown; text: string }): void {
  const asJson = command.optsWithGlobals().json === true;
  process.stdout.write(asJson ? `${JSON.stringify(json, null, 2)}\n` : text === '' ? '' : `${text}\n`);
}

/** Rows under each other, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, place) => Math.max(...rows.map((row) => row[place]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, place) => cell.padEnd(widths[place] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
