import { defineConnector } from '@handoff/core';
import { ashbyClient } from './client.ts';
import { limits } from './limits.ts';
import { permissions } from './permissions.ts';
import { openSession } from './session.ts';
import { webhooks } from './webhooks.ts';

export const ashby = defineConnector({
  id: 'ashby',
  name: 'Ashby',
  supportLevel: 'OFFICIAL',
  interfaceVersion: '1.0',
  credential: {
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        help: 'An admin finds it in Ashby under Admin > Integrations > API Keys.',
        secret: 'SECRET',
      },
    ],
    steps: [
      'In Ashby, open Admin > Integrations > API Keys as an organisation admin.',
      'Choose New key and name it after this product.',
      'Give it Candidates: read and write, and Jobs: read.',
      'For sources, credit and news at once, also Hiring process metadata: read, Organization: read, and API keys: write.',
      'Allow access to confidential jobs only if people should be handed over to them.',
      'Create the key, copy it, and paste it here.',
    ],
  },
  capabilities: {
    findByEmail: { atOnce: 1 },
    uniqueness: 'NONE',
    candidateWithoutJob: 'POSSIBLE',
    activity: 'NATIVE',
    feed: 'INCREMENTAL',
    webhooks: ['CANDIDATE_MERGED', 'CANDIDATE_GONE', 'APPLICATION_CHANGED'],
    erasure: 'ANONYMIZE',
    actingUser: 'NONE',
    attribution: 'SOURCE_AND_USER',
    backdating: 'POSSIBLE',
    idempotencyKey: 'NONE',
  },
  permissions,
  baseUrl: 'https://api.ashbyhq.com',
  limits,
  webhooks,
  open: (context) => openSession(ashbyClient(context)),
});
