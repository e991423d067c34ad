import { z } from 'zod';
import type { ApplicationRecord, CandidateRecord, JobRecord } from '../src/connector/records.ts';
import type { CandidateNow } from '../src/connector/session.ts';

/** Ids are strict: a wrong one would be stored. */
const id = z.string().min(1).max(100);

const time = z
  .string()
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()), 'is no time');

export const person = z
  .object({ id, name: z.string(), emails: z.array(z.string()), createdAt: time })
  .transform(({ id: remoteId, ...rest }): CandidateRecord => ({ remoteId, url: null, ...rest }));
export const people = z.object({ items: z.array(person) });

/** One that was merged into another is answered with where it went, and nothing of itself. */
export const personNow = z.union([
  z.object({ movedTo: id }).transform(({ movedTo }): CandidateNow => ({ kind: 'MOVED', to: movedTo })),
  person.transform((candidate): CandidateNow => ({ kind: 'FOUND', candidate })),
]);

/** A status that we do not know yet counts as closed: nobody is put forward for a job that may not want them. */
const job = z.object({ id, title: z.string(), status: z.string() }).transform(
  (one): JobRecord => ({
    remoteId: one.id,
    title: one.title,
    status: one.status === 'open' ? 'OPEN' : 'CLOSED',
    confidential: false,
  }),
);
export const jobs = z.object({ items: z.array(job), next: z.string().min(1).nullable() });

export const application = z
  .object({ id, stage: z.string() })
  .transform((one): ApplicationRecord => ({ remoteId: one.id, status: one.stage }));

export const note = z.object({ id }).transform((one) => ({ remoteId: one.id }));

export const me = z.object({ organization: z.object({ id, name: z.string() }), scopes: z.array(z.string()) });
