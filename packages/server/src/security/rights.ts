import type { Role } from '../generated/prisma/enums.ts';

/** What a token may be given, in words. A person's session may all that the person may. */
export const tokenScopes = {
  READ: 'Reads and follows all of the account.',
  CONTACTS: 'Adds contacts, reports what happened by email, resyncs single contacts.',
  MANAGE:
    'All that a manager may: connects and disconnects, changes settings and sequences, resyncs in bulk, resolves, erases, makes tokens. Includes CONTACTS.',
} as const satisfies Record<string, string>;

export type TokenScope = keyof typeof tokenScopes;

const scopesOfRole = {
  OWNER: ['READ', 'CONTACTS', 'MANAGE'],
  MANAGER: ['READ', 'CONTACTS', 'MANAGE'],
  MEMBER: ['READ', 'CONTACTS'],
} as const satisfies Record<Role, readonly TokenScope[]>;

/** What a token may: what it was given, as far as its member may that today. `*` is all. */
export function scopesFor(role: Role, given: readonly string[]): readonly TokenScope[] {
  return scopesOfRole[role].filter((scope) => given.includes('*') || given.includes(scope));
}
