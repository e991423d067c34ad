import { defineConnector } from '../src/connector/define-connector.ts';
import { referenceClient } from './client.ts';
import { numberIn } from './headers.ts';
import { permissions } from './permissions.ts';
import { openSession } from './session.ts';

/** The interface's second user: an ATS that is unlike the first one wherever the two can differ. */
export const referenceAts = defineConnector({
  id: 'reference',
  name: 'Reference ATS',
  supportLevel: 'EXPERIMENTAL',
  interfaceVersion: '1.0',
  credential: {
    fields: [
      { name: 'clientId', label: 'Client id', help: 'It is shown with the client.', secret: 'PLAIN' },
      {
        name: 'clientSecret',
        label: 'Client secret',
        help: 'It is shown once, when the client is made.',
        secret: 'SECRET',
      },
      { name: 'actingUser', label: 'Acting user', help: 'The user in whose name people are added.', secret: 'PLAIN' },
    ],
    steps: ['Make a client.', 'Give it the scopes that are named here.'],
  },
  capabilities: {
    findByEmail: { atOnce: 50 },
    uniqueness: 'EMAIL',
    candidateWithoutJob: 'IMPOSSIBLE',
    activity: 'NOTE',
    feed: 'NONE',
    webhooks: [],
    erasure: 'DELETE',
    actingUser: 'REQUIRED',
    attribution: 'NONE',
    backdating: 'IMPOSSIBLE',
    idempotencyKey: 'SUPPORTED',
  },
  permissions,
  baseUrl: 'https://reference-ats.invalid',
  limits: {
    buckets: [{ requests: 100, perMs: 10_000, scope: 'ORGANIZATION' }],
    read(headers) {
      const remaining = numberIn(headers, 'ratelimit-remaining');
      const reset = numberIn(headers, 'ratelimit-reset');
      return remaining === null ? null : { remaining, resetInMs: reset === null ? null : reset * 1_000 };
    },
  },
  open: (context) => openSession(referenceClient(context)),
});
