import { activityKinds } from '@handoff/core';
import { z } from 'zod';

/** Text that a form left empty is text that is not there. */
function optionalText(max: number) {
  return z
    .string()
    .trim()
    .max(max, `is longer than ${max} characters`)
    .nullish()
    .transform((text) => text || null);
}

const eventId = z.string('is missing').trim().min(1, 'is empty').max(200, 'is longer than 200 characters');

/** An ISO 8601 moment with its zone; null where none is named: it is that of the taking then. */
const moment = z.iso
  .datetime({ offset: true, error: 'is not an ISO 8601 time with a zone' })
  .transform((text) => new Date(text))
  .nullish()
  .transform((at) => at ?? null);

const email = z.email('is not an email address').max(320, 'is longer than 320 characters');

/** An address is trimmed before it is looked at, and "" counts as none. */
const optionalEmail = optionalText(320).pipe(email.nullable());
const requiredEmail = z.string('is missing').trim().pipe(email);

/** One contact of a batch, as a sender gives it. */
export const contactInput = z.object({
  eventId,
  name: z.string('is missing').trim().min(1, 'is empty').max(200, 'is longer than 200 characters'),
  email: optionalEmail,
  linkedInUrl: optionalText(500).pipe(z.url({ protocol: /^https?$/, error: 'is not a web address' }).nullable()),
  company: optionalText(200),
  title: optionalText(200),
  addedAt: moment,
});
export type ContactInput = z.output<typeof contactInput>;

/** One email event of a batch, as a sender gives it. */
export const emailEventInput = z.object({
  eventId,
  type: z.enum(activityKinds),
  sequenceId: z.uuid('is not a sequence'),
  email: requiredEmail,
  occurredAt: moment,
  messageId: optionalText(500),
  threadId: optionalText(500),
  subject: optionalText(1_000),
  from: optionalText(320),
  body: optionalText(100_000),
});
export type EmailEventInput = z.output<typeof emailEventInput>;
