import { z } from 'zod';

/**
 * What nobody outside knows of Ashby, each with the answers that are possible; the first is what we
 * expect. A connector has to be right under every one of them.
 */
export const unknowns = {
  /** What a second application of a candidate for the same job leads to. */
  secondApplication: ['REFUSED', 'DOUBLED', 'RETURNED'],
  /** Whether the search for an address finds that address only, or whatever resembles it. */
  search: ['EXACT', 'FUZZY'],
  /** Whether the search finds a candidate of the API's at once, or only a little later (`searchLagMs`). */
  searchIndex: ['AT_ONCE', 'LATE'],
  /** What an email message whose id is there already leads to. */
  repeatedEmail: ['REFUSED', 'ANSWERED'],
  /** Whether email messages are open to every key, or to partners' keys only. */
  emailMessages: ['OPEN', 'REFUSED'],
  /** Whether a time that is given keeps its milliseconds. */
  milliseconds: ['KEPT', 'CUT'],
  /** What the bodies of 401 and 403 look like. */
  authBodies: ['TEXT', 'JSON'],
  /** Whether the older list of errors has codes, or objects. */
  errorList: ['CODES', 'OBJECTS'],
} as const;

export type Unknowns = { readonly [Name in keyof typeof unknowns]: (typeof unknowns)[Name][number] };

export const expectedUnknowns: Unknowns = {
  secondApplication: 'REFUSED',
  search: 'EXACT',
  searchIndex: 'AT_ONCE',
  repeatedEmail: 'REFUSED',
  emailMessages: 'OPEN',
  milliseconds: 'KEPT',
  authBodies: 'TEXT',
  errorList: 'CODES',
};

export const unknownsSchema = z
  .strictObject({
    secondApplication: z.enum(unknowns.secondApplication),
    search: z.enum(unknowns.search),
    searchIndex: z.enum(unknowns.searchIndex),
    repeatedEmail: z.enum(unknowns.repeatedEmail),
    emailMessages: z.enum(unknowns.emailMessages),
    milliseconds: z.enum(unknowns.milliseconds),
    authBodies: z.enum(unknowns.authBodies),
    errorList: z.enum(unknowns.errorList),
  })
  .partial();
