import { type AtsError, atsError } from '../errors/ats-error.ts';

/** A new key must open the organisation that is connected (S1.3). Where the ATS does not say which, the key is taken. */
export function checkSameOrganization(connected: readonly string[], given: readonly string[]): AtsError | null {
  if (connected.length === 0 || given.length === 0 || connected.some((mark) => given.includes(mark))) return null;
  return atsError('ACCOUNT_MISMATCH', 'The key belongs to another organisation than the one that is connected.');
}
