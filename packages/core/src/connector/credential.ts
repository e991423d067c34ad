import { z } from 'zod';

/** One field of the form in which a person gives the credential. */
export type CredentialField = {
  readonly name: string;
  readonly label: string;
  /** One sentence: where to find it in the ATS. */
  readonly help: string;
  readonly secret: 'SECRET' | 'PLAIN';
};

/** A credential, parsed: field name to value. Sealed as soon as it is kept; never logged. */
export type Credential = Readonly<Record<string, string>>;

/** Parses what a client sent for `fields`: every field is needed, unknown ones are refused, surrounding space is dropped. */
export function credentialSchema(fields: readonly CredentialField[]): z.ZodType<Credential> {
  const field = z.string().trim().min(1, 'is empty').max(500, 'is too long');
  return z.strictObject(Object.fromEntries(fields.map(({ name }) => [name, field])));
}

/** The last four characters of the first secret: all of a credential that ever comes back. */
export function credentialHint(fields: readonly CredentialField[], credential: Credential): string {
  const secret = fields.find((field) => field.secret === 'SECRET');
  return (secret ? (credential[secret.name] ?? '') : '').slice(-4);
}
