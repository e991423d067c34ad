import { type ErrorCode as Code, errorCodes, type overrides } from '@handoff/core';
import type { ResyncRequest } from '../../resync/selection.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { inputId } from '../ids.ts';
import { SyncState } from '../sync/sync-count.ts';
import { InvalidInputError } from '../user-error.ts';
import { ErrorCode } from '../user-error-types.ts';

const overrideDescriptions = {
  MODE: 'Contacts sync although the account’s mode is OFF.',
  SEQUENCE_SWITCH: 'Contacts of sequences that are switched off sync too.',
  REPLY_WAIT: 'Contacts sync although they have not replied.',
} satisfies Record<(typeof overrides)[number], string>;

const ResyncOverride = builder.enumType('ResyncOverride', {
  description: 'What a run sets aside, on purpose. It is written into the audit log.',
  values: describedValues(overrideDescriptions, asItIs),
});

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** Whom a run is about, for its preview and for its start. */
export function resyncFields(t: InputFields) {
  return {
    integrationId: t.id({ required: true, description: 'Into which ATS.' }),
    contactIds: t.idList({
      description: 'These contacts, at most 1,000. Who is named is taken even when dismissed, or gone from the ATS.',
    }),
    sequenceId: t.id({ description: 'The contacts of this sequence.' }),
    runId: t.id({ description: 'The contacts that this run had queued.' }),
    all: t.boolean({ description: 'Every contact of the account.' }),
    states: t.field({ type: [SyncState], description: 'Only those in one of these states.' }),
    errorCodes: t.field({ type: [ErrorCode], description: 'Only those that failed with one of these.' }),
    overrides: t.field({ type: [ResyncOverride], description: 'What is set aside.' }),
  };
}

export const ResyncInput = builder.inputType('ResyncInput', {
  description:
    'Whom a resync is about: exactly one of `contactIds`, `sequenceId`, `runId` and `all` says whose; `states` and `errorCodes` narrow it.',
  fields: resyncFields,
});

export type ResyncFields = typeof ResyncInput.$inferInput;

const mostContacts = 1_000;

/** The request that an input makes; throws where it says whose in no way, or in two. */
export function requestOf(input: ResyncFields): ResyncRequest {
  return {
    integrationId: inputId('Integration', input.integrationId, 'integrationId'),
    of: whose(input),
    states: input.states ?? null,
    errorCodes: input.errorCodes?.filter(isCode) ?? null,
    overrides: [...new Set(input.overrides ?? [])],
  };
}

function whose({ contactIds, sequenceId, runId, all }: ResyncFields): ResyncRequest['of'] {
  const ways: ResyncRequest['of'][] = [];
  if (contactIds)
    ways.push({ kind: 'CONTACTS', contactIds: contactIds.map((id) => inputId('Contact', id, 'contactIds')) });
  if (sequenceId) ways.push({ kind: 'SEQUENCE', sequenceId: inputId('Sequence', sequenceId, 'sequenceId') });
  if (runId) ways.push({ kind: 'RUN', runId: inputId('ResyncRun', runId, 'runId') });
  if (all) ways.push({ kind: 'ALL' });
  const [way, ...others] = ways;
  if (!way || others.length > 0) {
    throw atFault('Say whose with exactly one of contactIds, sequenceId, runId and all.', 'contactIds');
  }
  if (contactIds && contactIds.length > mostContacts) {
    throw atFault(`At most ${mostContacts} contacts may be named; use a sequence or all.`, 'contactIds');
  }
  return way;
}

function atFault(message: string, field: string) {
  return new InvalidInputError({ code: 'INVALID_INPUT', message, path: [field] });
}

function isCode(code: string): code is Code {
  return Object.hasOwn(errorCodes, code);
}
