import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import type { Candidate } from '../records.ts';
import type { State } from '../state.ts';
import { candidateView } from '../view.ts';
import { candidateIsVisible } from '../visibility.ts';

/**
 * How Ashby matches is not documented. Here: the whole address, in any case, among all of a person's;
 * a part of the name; both where both are given; never more than 100.
 */
export const searchCandidates = defineOperation({
  name: 'candidate.search',
  permission: 'candidates:read',
  input: z.object({ email: z.string().optional(), name: z.string().optional() }),
  run: (world, { email, name }) => {
    const { state, unknowns, now } = world;
    const found = withAddress(state, unknowns.search === 'FUZZY' ? resembling(state, email) : email)
      .filter((candidate) => unknowns.searchIndex === 'AT_ONCE' || isIndexed(candidate, now))
      .filter((candidate) => candidateIsVisible(world, candidate))
      .filter((candidate) => name === undefined || candidate.name.toLowerCase().includes(name.toLowerCase()))
      .slice(0, 100);
    return { ok: true, results: found.map((candidate) => candidateView(state, candidate)) };
  },
});

/** How long a search that is late takes to know of what the API made. */
const searchLagMs = 200;

function isIndexed({ addedAt, cameBy }: Candidate, now: Date): boolean {
  return cameBy === 'HAND' || now.getTime() - Date.parse(addedAt) >= searchLagMs;
}

/** Every known address that has the same name before the @, or holds this one. */
function resembling({ candidatesByEmail }: State, email: string | undefined): readonly string[] | undefined {
  const wanted = email?.toLowerCase();
  const name = wanted?.split('@', 1)[0];
  return wanted === undefined
    ? undefined
    : [...candidatesByEmail.keys()].filter((address) => address.includes(wanted) || address.startsWith(`${name}@`));
}

function withAddress(
  { candidates, candidatesByEmail, searchedUpTo }: State,
  email: string | readonly string[] | undefined,
): Candidate[] {
  const addresses = typeof email === 'string' ? [email] : email;
  const ids = addresses?.flatMap((one) => candidatesByEmail.idsOf(one.toLowerCase())) ?? candidates.ids();
  return [...new Set(ids)]
    .map((id) => candidates.get(id))
    .filter((entry) => entry !== undefined)
    .filter(({ added }) => added <= (searchedUpTo ?? Number.POSITIVE_INFINITY))
    .map(({ record }) => record);
}
