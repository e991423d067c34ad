import { type ResyncForecast, reasons, stays } from '@handoff/core';
import { type ResyncPreview as Preview, type PreviewedOutcome, previewResync } from '../../resync/preview.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { unwrap } from '../user-error.ts';
import { ResyncInput, requestOf } from './resync-input.ts';

const outcomeDescriptions = {
  CREATED: 'Becomes a new candidate.',
  LINKED: 'Is a candidate already: linked, and given the application where there is a job.',
  LOOKED_UP: 'Is looked up first; then created, linked or held.',
  HELD: 'An earlier candidate has this email: nothing is written until a person decides.',
  AMBIGUOUS: 'Several candidates have this email: a person chooses.',
  SKIPPED: 'Stays as it is; `reason` says why.',
} satisfies Record<ResyncForecast['outcome'], string>;

const ResyncOutcome = builder.enumType('ResyncOutcome', {
  description: 'What a resync would do with a contact.',
  values: describedValues(outcomeDescriptions, asItIs),
});

export const SkipReason = builder.enumType('SkipReason', {
  description: 'Why a resync leaves a contact as it is.',
  values: {
    ...describedValues(reasons, ({ label, remedy }) => `${label}. ${remedy}`),
    ...describedValues(stays, asItIs),
  },
});

const PreviewedOutcomeType = builder.objectRef<PreviewedOutcome>('PreviewedOutcome').implement({
  description: 'How many would end one way.',
  fields: (t) => ({
    outcome: t.expose('outcome', { type: ResyncOutcome, description: 'Which.' }),
    reason: t.expose('reason', { type: SkipReason, nullable: true, description: 'With SKIPPED.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
});

const ResyncPreview = builder.objectRef<Preview>('ResyncPreview').implement({
  description: 'What a resync would do if it were started now.',
  fields: (t) => ({
    total: t.exposeInt('total', {
      description: 'How many hand-overs it is about: a contact in two sequences has two.',
    }),
    outcomes: t.field({
      type: [PreviewedOutcomeType],
      description: 'How many would end which way, most first. They add up to the total.',
      resolve: ({ outcomes }) => [...outcomes],
    }),
    remoteCalls: t.exposeInt('remoteCalls', { description: 'About how many requests it sends to the ATS.' }),
    estimatedSeconds: t.exposeInt('estimatedSeconds', {
      description: 'About how long it takes at the ATS’s own limit, in seconds.',
    }),
  }),
});

builder.queryField('previewResync', (t) =>
  t.field({
    type: ResyncPreview,
    description: 'What a resync would do, before anything moves. Nothing is written, here or in the ATS.',
    args: { input: t.arg({ type: ResyncInput, required: true, description: 'Whom it is about.' }) },
    resolve: async (_, { input }, context) =>
      unwrap(await previewResync(context, context.caller.accountId, requestOf(input))),
  }),
);
