/** Something measured, and what was promised of it. */
export type Figure = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly promised: { readonly atLeast: number } | { readonly atMost: number };
};

/** Prints them, one a line; true when all are as promised. */
export function report(figures: readonly Figure[]): boolean {
  for (const figure of figures) {
    const { what, value, unit, promised } = figure;
    const bound = 'atLeast' in promised ? `at least ${promised.atLeast}` : `at most ${promised.atMost}`;
    process.stdout.write(`${isKept(figure) ? 'ok  ' : 'BAD '} ${what}: ${value} ${unit} (${bound})\n`);
  }
  return figures.every(isKept);
}

function isKept({ value, promised }: Figure): boolean {
  return 'atLeast' in promised ? value >= promised.atLeast : value <= promised.atMost;
}
