import type { activityKinds } from '@handoff/core';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';

const typeDescriptions = {
  SENT: 'An email was sent to the contact.',
  OPENED: 'The contact opened one.',
  CLICKED: 'The contact followed a link.',
  REPLIED: 'The contact answered.',
  BOUNCED: 'An email could not be delivered.',
  UNSUBSCRIBED: 'The contact wants no more.',
} satisfies Record<(typeof activityKinds)[number], string>;

export const EmailEventType = builder.enumType('EmailEventType', {
  description: 'What happened by email.',
  values: describedValues(typeDescriptions, asItIs),
});
