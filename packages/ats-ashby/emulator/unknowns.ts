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
  /** What an email message whose id is there already leads to. */
  repeatedEmail: ['REFUSED', 'ANSWERED'],
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
  repeatedEmail: 'REFUSED',
  milliseconds: 'KEPT',
  authBodies: 'TEXT',
  errorList: 'CODES',
};

export const unknownsSchema = z
  .strictObject({
    secondApplication: z.enum(unknowns.secondApplication),
    search: z.enum(unknowns.search),
    repeatedEmail: z.enum(unknowns.repeatedEmail),
    milliseconds: z.enum(unknowns.milliseconds),
    authBodies: z.enum(unknowns.authBodies),
    errorList: z.enum(unknowns.errorList),
  })
  .partial();
