import {
  type ErrorCode,
  errorCodes,
  type Facts,
  jobSelections,
  modes,
  nothingKnown,
  onDuplicates,
  overrides,
  type Reason,
  reasons,
  type Trigger,
} from '@handoff/core';
import { z } from 'zod';

const reason = z.string().refine((text): text is Reason => Object.hasOwn(reasons, text));
const code = z.string().refine((text): text is ErrorCode => Object.hasOwn(errorCodes, text));

/**
 * What a decision rested on, as it is kept with its sync: enough to ask the policy again, and nothing of
 * the person but whether there was an address.
 */
const decidedOn = z.object({
  trigger: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['ADDED', 'REPLIED']) }),
    z.object({
      kind: z.literal('RESYNC'),
      selection: z.enum(['NAMED', 'BULK']),
      overrides: z.array(z.enum(overrides)),
    }),
    z.object({ kind: z.literal('ASSIGN_JOB'), jobId: z.string() }),
    z.object({ kind: z.literal('LINKED'), remoteId: z.string() }),
  ]),
  settings: z.object({
    connectedAt: z.coerce.date(),
    mode: z.enum(modes),
    defaultJobId: z.string().nullable(),
    deduplication: z.boolean(),
    onDuplicate: z.enum(onDuplicates),
  }),
  sequence: z.object({
    syncEnabled: z.boolean(),
    jobSelection: z.enum(jobSelections),
    jobId: z.string().nullable(),
  }),
  sync: z
    .object({
      state: z.discriminatedUnion('state', [
        z.object({ state: z.literal('NOT_SYNCED'), reason }),
        z.object({ state: z.enum(['QUEUED', 'SYNCING', 'SYNCED', 'EXISTS']) }),
        z.object({ state: z.literal('FAILED'), code }),
      ]),
      jobId: z.string().nullable(),
    })
    .nullable(),
  email: z.enum(['GIVEN', 'NONE']),
  reply: z.enum(['GIVEN', 'NONE']),
  link: z.enum(['GIVEN', 'NONE']),
});
export function decidedOnOf(trigger: Trigger, { settings, sequence, sync, ...facts }: Facts) {
  return {
    trigger,
    settings,
    sequence,
    sync,
    email: facts.contact.email === null ? 'NONE' : 'GIVEN',
    reply: facts.enrollment.repliedAt === null ? 'NONE' : 'GIVEN',
    link: facts.ats.linkedTo === null ? 'NONE' : 'GIVEN',
  };
}

/** The question as it was asked then. `enrollment` is the sync's own: when it was added never changes. */
export function questionOf(kept: unknown, enrollment: Facts['enrollment']): { trigger: Trigger; facts: Facts } {
  const { trigger, settings, sequence, sync, email, reply, link } = decidedOn.parse(kept);
  return {
    trigger,
    facts: {
      settings,
      sequence,
      sync,
      enrollment: {
        addedAt: enrollment.addedAt,
        repliedAt: reply === 'NONE' ? null : (enrollment.repliedAt ?? enrollment.addedAt),
      },
      contact: { email: email === 'NONE' ? null : '' },
      ats: { ...nothingKnown, linkedTo: link === 'NONE' ? null : '' },
    },
  };
}
