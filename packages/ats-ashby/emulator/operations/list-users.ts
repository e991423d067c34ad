import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { users } from '../organization.ts';
import { listPage, pageInput } from '../paging.ts';

export const listUsers = defineOperation({
  name: 'user.list',
  permission: 'organization:read',
  input: z.object({ ...pageInput, includeDeactivated: z.boolean().optional() }),
  run: ({ state }, { includeDeactivated = false, ...input }) =>
    listPage({
      endpoint: 'user.list',
      filters: { includeDeactivated },
      input,
      entries: new Map(users.map((record, place) => [record.id, { record, added: place + 1, changed: place + 1 }])),
      lists: { ...state, changes: users.length, listedUpTo: null },
      matches: ({ isEnabled }) => includeDeactivated || isEnabled,
      view: (user) => user,
    }),
});
