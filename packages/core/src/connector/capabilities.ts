/** What an ATS can do, as values: what is not declared is never called, and the page hides it. */
export type Capabilities = {
  /** By which fields people can be looked up. */
  readonly findCandidatesBy: readonly 'EMAIL'[];
  /** `ATS`: the ATS itself keeps one person an email. `NONE`: every create makes a new person, so we must look first. */
  readonly uniqueness: 'ATS' | 'NONE';
  /** Whether a person can stand without an application. */
  readonly candidateWithoutJob: 'POSSIBLE' | 'IMPOSSIBLE';
};

/** The capabilities in words, for the card of a connector. */
export function describeCapabilities(capabilities: Capabilities): string[] {
  return [
    'Creates candidates',
    'Creates applications to a job',
    ...(capabilities.findCandidatesBy.includes('EMAIL') ? ['Finds existing candidates by email'] : []),
    ...(capabilities.candidateWithoutJob === 'POSSIBLE' ? ['Takes candidates without a job'] : []),
  ];
}
