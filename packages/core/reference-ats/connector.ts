import { defineConnector } from '../src/connector/define-connector.ts';
import { referenceClient } from './client.ts';
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
    candidateFeed: 'NONE',
    webhooks: [],
    erasure: 'DELETE',
    actingUser: 'REQUIRED',
    backdating: 'IMPOSSIBLE',
    idempotencyKey: 'SUPPORTED',
  },
  permissions,
  baseUrl: 'https://reference-ats.invalid',
  limits: {
    buckets: [{ requests: 100, perMs: 10_000, scope: 'ORGANIZATION' }],
    read(headers) {
      const [remaining, reset] = [
        Number(headers['ratelimit-remaining'] ?? Number.NaN),
        Number(headers['ratelimit-reset'] ?? Number.NaN),
      ];
      return Number.isFinite(remaining)
        ? { remaining, resetInMs: Number.isFinite(reset) ? reset * 1_000 : null }
        : null;
    },
  },
  open: (context) => openSession(referenceClient(context)),
});
