import { z } from 'zod';
import { newCollection } from '../collection.ts';
import { defineOperation } from '../operation.ts';
import { users } from '../organization.ts';
import { listPage, pageInput } from '../paging.ts';

const people = newCollection<(typeof users)[number]>();
for (const [place, user] of users.entries()) people.put(user.id, user, place + 1);

export const listUsers = defineOperation({
  name: 'user.list',
  permission: 'organization:read',
  input: z.object({ ...pageInput, includeDeactivated: z.boolean().optional() }),
  run: ({ state }, { includeDeactivated = false, ...input }) =>
    listPage({
      endpoint: 'user.list',
      filters: { includeDeactivated },
      input,
      entries: people,
      lists: { ...state, changes: users.length, listedUpTo: null },
      matches: ({ isEnabled }) => includeDeactivated || isEnabled,
      view: (user) => user,
    }),
});
