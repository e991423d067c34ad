/** The ATS's own limit, kept to even before it complains. Where there are several, each holds. */
export type RateLimit = {
  readonly requests: number;
  readonly perMs: number;
  /** What is counted together: everything of the credential, or of the whole organisation. */
  readonly scope: 'CREDENTIAL' | 'ORGANIZATION';
};

/** What an answer's headers say of the limit. */
export type Allowance = {
  readonly remaining: number;
  /** Until the allowance is whole again, in milliseconds; null where the ATS does not say. */
  readonly resetInMs: number | null;
};

export type Limits = {
  readonly buckets: readonly [RateLimit, ...RateLimit[]];
  /** Reads the allowance from an answer's headers, names in lower case; null where they say nothing. Pure. */
  read(headers: Readonly<Record<string, string>>): Allowance | null;
};
