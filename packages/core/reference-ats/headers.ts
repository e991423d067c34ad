/** The whole number that a header says; null where there is none, or something else. */
export function numberIn(headers: Readonly<Record<string, string>>, name: string): number | null {
  const text = headers[name]?.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
