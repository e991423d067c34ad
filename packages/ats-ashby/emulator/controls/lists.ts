import { z } from 'zod';
import { defineControl } from '../control.ts';

const lag = defineControl({
  path: 'lag',
  says: 'from now on search or lists do not show what is new; an empty list of both catches them up',
  input: z.object({ of: z.array(z.enum(['SEARCH', 'LISTS'])) }),
  run({ store: { state } }, { of }) {
    state.searchedUpTo = of.includes('SEARCH') ? state.changes : null;
    state.listedUpTo = of.includes('LISTS') ? state.changes : null;
    return { of };
  },
});

const expire = defineControl({
  path: 'cursors/expire',
  says: 'every cursor and sync token that was given out has expired',
  input: z.unknown(),
  run({ store: { state } }) {
    state.cursorGeneration += 1;
    return { generation: state.cursorGeneration };
  },
});

const shorten = defineControl({
  path: 'cursors/limit',
  says: 'incremental runs of more pages than this are too large',
  input: z.object({ pages: z.int().min(1) }),
  run({ store: { state } }, { pages }) {
    state.mostIncrementalPages = pages;
    return { pages };
  },
});

export const listControls = [lag, expire, shorten];
