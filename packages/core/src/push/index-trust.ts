/** How far the candidate index can be believed. */
export type IndexNow = {
  readonly state: 'FILLING' | 'COMPLETE';
  /** Whether its hashes were made with the key that we hash with. */
  readonly key: 'OURS' | 'OTHER';
};

/**
 * What to do with the index when somebody is looked for. That nobody is in it means that nobody is there
 * only once everything has been read, and all that changed since has been read too. Until then the ATS
 * itself is asked, for each address.
 */
export function useOfIndex(index: IndexNow | null): 'READ_CHANGES' | 'ASK_THE_ATS' {
  return index?.state === 'COMPLETE' && index.key === 'OURS' ? 'READ_CHANGES' : 'ASK_THE_ATS';
}

/** For how long nobody-was-there holds, in milliseconds: then the changes are read again before anything is made. */
export const lookHoldsMs = 15_000;
