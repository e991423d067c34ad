/** The file of a row's so-manieth plot. */
export function plotFile(row: number, index: number): string {
  return `${String(row).padStart(2, '0')}-${index + 1}.svg`;
}
