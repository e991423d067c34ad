import { defineConnector, interfaceVersion } from '@handoff/core';
import { ashbyClient } from './client.ts';
import { openSession } from './session.ts';

export const ashby = defineConnector({
  id: 'ashby',
  name: 'Ashby',
  supportLevel: 'OFFICIAL',
  interfaceVersion,
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
      'Allow access to confidential jobs only if people should be handed over to them.',
      'Create the key, copy it, and paste it here.',
    ],
  },
  capabilities: { findCandidatesBy: ['EMAIL'], uniqueness: 'NONE', candidateWithoutJob: 'POSSIBLE' },
  baseUrl: 'https://api.ashbyhq.com',
  // Ashby publishes no number; this is what its answers' headers say, per key.
  limits: { requests: 1000, perMs: 60_000 },
  open: (context) => openSession(ashbyClient(context)),
});
