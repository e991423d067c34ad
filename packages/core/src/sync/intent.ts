/** The states of one thing that must be true in the ATS, and who moves each on. */
export const intentStates = {
  PENDING: 'The owner of the integration claims it. A crash leaves it as it is.',
  CLAIMED: 'Its owner looks the person up. Nothing has left: after a crash the next owner takes it again.',
  SENDING: 'Written before a byte leaves. A crash makes it UNKNOWN for the next owner.',
  UNKNOWN: 'Sent, and never answered: looked up until it is found, or surely absent, or shown to a person.',
  RETRY: 'Not done, and tried again at a time.',
  HELD: 'An earlier candidate has this email: a person decides.',
  DONE: 'True in the ATS.',
  REJECTED: 'Refused, or given up: a person is told what to do.',
  CANCELLED: 'No longer wanted, before anything left.',
} as const;
export type IntentState = keyof typeof intentStates;

export const intentKinds = ['CANDIDATE', 'APPLICATION', 'ACTIVITY', 'ERASURE'] as const;
export type IntentKind = (typeof intentKinds)[number];

/** What somebody waits for goes before what a run asked for. */
export const intentPriorities = ['LIVE', 'BULK'] as const;
export type IntentPriority = (typeof intentPriorities)[number];

/** One candidate an integration and contact, one application a job: the key makes the second one impossible. */
export function intentKey(wish: { contactId: string; jobId: string | null }): string {
  return wish.jobId === null ? `candidate:${wish.contactId}` : `application:${wish.contactId}:${wish.jobId}`;
}
