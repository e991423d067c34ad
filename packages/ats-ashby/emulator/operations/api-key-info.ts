import { z } from 'zod';
import { defineOperation } from '../operation.ts';

export const apiKeyInfo = defineOperation({
  name: 'apiKey.info',
  permission: 'apiKeys:read',
  input: z.object({}),
  run: ({ key }) => ({
    ok: true,
    results: { title: key.title, createdAt: key.createdAt, scopes: key.permissions },
  }),
});
