/** Where a person comes from, and to whose credit: remote ids, where the ATS keeps them. */
export type Attribution = { readonly sourceRemoteId: string | null; readonly creditedToRemoteId: string | null };

/**
 * What the engine asks a session to write. Each carries its stable `key`: the same key is the same
 * wish, however often it is sent, and goes to the ATS where it knows idempotency keys.
 */
export type CreateCandidate = Attribution & {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly links: { readonly linkedIn: string | null; readonly gitHub: string | null; readonly website: string | null };
  /** The job to be considered for; only given where a person cannot stand without one. */
  readonly jobRemoteId: string | null;
  /** When the contact was handed over; an ATS that can back-date stores it, which lets us recognise our own work. */
  readonly at: Date;
};

export type EnsureApplication = Attribution & {
  readonly key: string;
  readonly candidateRemoteId: string;
  readonly jobRemoteId: string;
  /** Said where it is known from a moment ago: it need not be asked what the candidate has. */
  readonly applications?: 'NONE_YET';
  readonly at: Date;
};

/** One thing that happened by email; `text` is plain text, ready to keep. */
export type RecordActivity = {
  readonly key: string;
  readonly candidateRemoteId: string;
  readonly form: 'MESSAGE' | 'NOTE';
  readonly subject: string | null;
  readonly text: string;
  /** Addresses of who wrote it and to whom, where it is a message. */
  readonly from: string;
  readonly to: string;
  /** The message's and thread's own ids, where the sender of events knows them. */
  readonly messageId: string | null;
  readonly threadId: string | null;
  readonly at: Date;
};

export type Erase = { readonly key: string; readonly candidateRemoteId: string };
