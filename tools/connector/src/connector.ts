import { defineConnector } from '@handoff/core';
import { exampleClient } from './client.ts';
import { permissions } from './permissions.ts';
import { openSession } from './session.ts';

/** The data sheet: what is not declared here is never called, and what is must pass its audits. */
export const example = defineConnector({
  id: 'example',
  name: 'Example',
  supportLevel: 'EXPERIMENTAL',
  interfaceVersion: '1.0',
  credential: {
    fields: [{ name: 'apiKey', label: 'API key', help: 'Say where a person finds it in the ATS.', secret: 'SECRET' }],
    steps: ['Say, a step a line, how a person makes a key.'],
  },
  capabilities: {
    findByEmail: { atOnce: 1 },
    uniqueness: 'NONE',
    candidateWithoutJob: 'POSSIBLE',
    activity: 'NONE',
    feed: 'NONE',
    webhooks: [],
    erasure: 'NONE',
    actingUser: 'NONE',
    attribution: 'NONE',
    backdating: 'IMPOSSIBLE',
    idempotencyKey: 'NONE',
  },
  permissions,
  baseUrl: 'https://api.example.invalid',
  limits: { buckets: [{ requests: 60, perMs: 60_000, scope: 'CREDENTIAL' }], read: () => null },
  open: (context) => openSession(exampleClient(context)),
});
