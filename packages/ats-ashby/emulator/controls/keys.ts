import { z } from 'zod';
import { defineControl } from '../control.ts';
import { permissions } from '../permissions.ts';
import { uuidFrom } from '../uuid.ts';

const makeKey = defineControl({
  path: 'keys',
  says: 'makes a key with these permissions; it sees confidential jobs when told so',
  input: z.object({
    permissions: z.array(z.enum(permissions)),
    title: z.string().default('Made by a test'),
    confidential: z.enum(['SHOWN', 'HIDDEN']).default('HIDDEN'),
  }),
  run({ store, newId, now }, input) {
    const id = newId('key');
    const apiKey = `${id}${uuidFrom(id)}`.replaceAll('-', '');
    store.commit({ kind: 'KEY', record: { ...input, apiKey, status: 'ACTIVE', createdAt: now().toISOString() } });
    return { apiKey };
  },
});

const revokeKey = defineControl({
  path: 'keys/revoke',
  says: 'deactivates a key',
  input: z.object({ apiKey: z.string() }),
  run({ store }, { apiKey }) {
    const key = store.state.keys.get(apiKey)?.record;
    if (key === undefined) return null;
    store.commit({ kind: 'KEY', record: { ...key, status: 'REVOKED' } });
    return { revoked: true };
  },
});

export const keyControls = [makeKey, revokeKey];
