import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { sources } from '../organization.ts';

/** All at once, without a token. */
export const listSources = defineOperation({
  name: 'source.list',
  permission: 'hiringProcessMetadata:read',
  input: z.object({ includeArchived: z.boolean().optional() }),
  run: () => ({ ok: true, results: sources, page: { moreDataAvailable: false } }),
});
