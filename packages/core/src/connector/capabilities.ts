/**
 * What an ATS can do, as values from a closed vocabulary. What is not declared is never called, and the
 * page hides it; what is declared must pass its audits.
 */
export type Capabilities = {
  /** By how many addresses one look-up finds people; null where there is none. */
  readonly findByEmail: { readonly atOnce: number } | null;
  /** `EMAIL`: the ATS itself keeps one person an address. `NONE`: every create makes a new person, so we must look first. */
  readonly uniqueness: 'EMAIL' | 'NONE';
  /** Whether a person can stand without an application. */
  readonly candidateWithoutJob: 'POSSIBLE' | 'IMPOSSIBLE';
  /** How email activity is kept: as messages of the person, as notes, or not at all. */
  readonly activity: 'NATIVE' | 'NOTE' | 'NONE';
  /** Whether the ATS tells what changed since we last asked, of candidates, applications and jobs. */
  readonly feed: 'INCREMENTAL' | 'NONE';
  /** What the ATS tells by itself. Empty: nothing. */
  readonly webhooks: readonly WebhookTopic[];
  /** What can be done about a person who asks to be forgotten. */
  readonly erasure: 'ANONYMIZE' | 'DELETE' | 'NONE';
  /** Whether writes are made in the name of one of the ATS's own users. */
  readonly actingUser: 'REQUIRED' | 'OPTIONAL' | 'NONE';
  /** Whether a candidate and an application can say where the person comes from, and to whose credit. */
  readonly attribution: 'SOURCE_AND_USER' | 'NONE';
  /** Whether a candidate can be given the moment of the hand-over as its creation, by which we know our own work. */
  readonly backdating: 'POSSIBLE' | 'IMPOSSIBLE';
  /** Whether the ATS drops a write that comes a second time with the same key. */
  readonly idempotencyKey: 'SUPPORTED' | 'NONE';
};

export const webhookTopics = {
  CANDIDATE_CHANGED: 'A candidate was created or changed.',
  CANDIDATE_MERGED: 'A candidate became part of another one.',
  CANDIDATE_GONE: 'A candidate was deleted.',
  APPLICATION_CHANGED: 'An application moved to another stage or ended.',
  JOB_CHANGED: 'A job was opened, changed or closed.',
} as const;
export type WebhookTopic = keyof typeof webhookTopics;

type Words = { readonly [Name in keyof Capabilities]: (value: Capabilities[Name]) => string | null };

/** What is said of each, for the card of a connector. What an ATS cannot do is not said of it. */
const words: Words = {
  findByEmail: (value) => value && 'Finds existing candidates by email',
  uniqueness: (value) => (value === 'EMAIL' ? 'Keeps one candidate an email by itself' : null),
  candidateWithoutJob: (value) => (value === 'POSSIBLE' ? 'Takes candidates without a job' : null),
  activity: (value) =>
    value === 'NONE' ? null : `Keeps email activity as ${value === 'NATIVE' ? 'messages' : 'notes'}`,
  feed: (value) => (value === 'INCREMENTAL' ? 'Tells what changed since last time' : null),
  webhooks: (value) => (value.length > 0 ? 'Tells of changes by itself' : null),
  erasure: (value) =>
    ({ ANONYMIZE: 'Anonymizes candidates on request', DELETE: 'Deletes candidates on request', NONE: null })[value],
  actingUser: () => null,
  attribution: () => null,
  backdating: () => null,
  idempotencyKey: () => null,
};

/** The capabilities in words, for the card of a connector. */
export function describeCapabilities(capabilities: Capabilities): string[] {
  const say = <Name extends keyof Capabilities>(name: Name) => words[name](capabilities[name]);
  const said = (Object.keys(words) as (keyof Capabilities)[]).map(say);
  return ['Creates candidates', 'Creates applications to a job', ...said.filter((text) => text !== null)];
}
