/** Something that is wrong, or will be, and what to do about it. */
export type Finding = {
  /** What was examined. */
  readonly subject: string;
  /** `FAULT`: something does not work now. `WARNING`: it will not for long. */
  readonly level: 'FAULT' | 'WARNING';
  readonly message: string;
  readonly remedy: string;
};

/** Looks at one thing; answers with what it found, nothing when all is well. */
export type Examine<Context> = (context: Context) => Promise<readonly Omit<Finding, 'subject'>[]>;

export function fault(message: string, remedy: string): Omit<Finding, 'subject'> {
  return { level: 'FAULT', message, remedy };
}

export function warning(message: string, remedy: string): Omit<Finding, 'subject'> {
  return { level: 'WARNING', message, remedy };
}
