/**
 * The states of one thing that must be true in the ATS, and who moves each on.
 *
 * - `PENDING`: the owner of the integration claims it. A crash leaves it as it is.
 * - `CLAIMED`: its owner looks the person up. Nothing has left: after a crash the next owner takes it again.
 * - `SENDING`: written before a byte leaves. A crash makes it `UNKNOWN` for the next owner.
 * - `UNKNOWN`: looked up until found (`DONE`) or surely absent (`PENDING`), or shown to a person (`REJECTED`).
 * - `RETRY`: not done, tried again at a time.
 * - `HELD`: an earlier candidate has this email; a person decides.
 * - `DONE`, `REJECTED`, `CANCELLED`: the end, until a person asks again.
 */
export const intentStates = [
  'PENDING',
  'CLAIMED',
  'SENDING',
  'UNKNOWN',
  'RETRY',
  'HELD',
  'DONE',
  'REJECTED',
  'CANCELLED',
] as const;
export type IntentState = (typeof intentStates)[number];

export const intentKinds = ['CANDIDATE', 'APPLICATION'] as const;
export type IntentKind = (typeof intentKinds)[number];

/** One candidate an integration and contact, one application a job: the key makes the second one impossible. */
export function intentKey(wish: { contactId: string; jobId: string | null }): string {
  return wish.jobId === null ? `candidate:${wish.contactId}` : `application:${wish.contactId}:${wish.jobId}`;
}
