import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import type { Candidate } from '../records.ts';
import type { State } from '../state.ts';
import { candidateView } from '../view.ts';

/**
 * How Ashby matches is not documented. Here: the whole address, in any case, among all of a person's;
 * a part of the name; both where both are given; never more than 100.
 */
export const searchCandidates = defineOperation({
  name: 'candidate.search',
  permission: 'candidates:read',
  input: z.object({ email: z.string().optional(), name: z.string().optional() }),
  run: ({ state }, { email, name }) => {
    const found = withAddress(state, email)
      .filter((candidate) => name === undefined || candidate.name.toLowerCase().includes(name.toLowerCase()))
      .slice(0, 100);
    return { ok: true, results: found.map((candidate) => candidateView(state, candidate)) };
  },
});

function withAddress({ candidates, candidatesByEmail, searchedUpTo }: State, email: string | undefined): Candidate[] {
  const ids = email === undefined ? candidates.keys() : (candidatesByEmail.get(email.toLowerCase()) ?? []);
  return [...ids]
    .map((id) => candidates.get(id))
    .filter((entry) => entry !== undefined)
    .filter(({ added }) => added <= (searchedUpTo ?? Number.POSITIVE_INFINITY))
    .map(({ record }) => record);
}
