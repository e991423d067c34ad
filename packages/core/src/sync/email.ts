/**
 * When two addresses are the same (S6.4): case and surrounding space do not count, everything else
 * does. No dot or plus folding: two people can differ by either.
 */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}
