/**
 * What the engine asks a session to write. Each carries its stable `key`: the same key is the same
 * wish, however often it is sent.
 */
export type CreateCandidate = {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly linkedInUrl: string | null;
  /** When the contact was handed over; an ATS that can back-date stores it, which lets us recognise our own work. */
  readonly at: Date;
};

export type EnsureApplication = {
  readonly key: string;
  readonly candidateRemoteId: string;
  readonly jobRemoteId: string;
  readonly at: Date;
};
