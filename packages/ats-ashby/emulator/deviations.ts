import { z } from 'zod';

/**
 * Where the emulator differs from the vendor's description on purpose: recorded answers do, and what is
 * on the wire counts. Each is a field that is null where the description leaves it out.
 */
const nulls: readonly { readonly of: RegExp; readonly fields: readonly string[]; readonly reason: string }[] = [
  {
    of: /^candidate\./,
    fields: ['source', 'creditedToUser', 'timezone'],
    reason: 'Recorded candidates have them as null where nothing is set.',
  },
  {
    of: /^application|^candidate(Hire|StageChange)$/,
    fields: ['source', 'creditedToUser', 'archiveReason', 'interviewStageGroupId'],
    reason: 'Recorded applications have them as null where nothing is set.',
  },
  {
    of: /^application|^candidate(Hire|StageChange)$/,
    fields: ['appliedViaJobPostingId', 'submitterClientIp', 'submitterUserAgent', 'actorId'],
    reason: 'Recorded applications that came by the API have them as null.',
  },
  {
    of: /^job\./,
    fields: ['customRequisitionId'],
    reason: 'Recorded jobs have it as null where nobody gave one.',
  },
];

/**
 * A refusal as some have seen it, with objects in the older list and nothing beside it: the description has codes
 * in the list and `errorInfo`. The emulator gives it when it is told to.
 */
const objectRefusal = z.object({ success: z.literal(false), errors: z.array(z.object({ code: z.string() })) });

/** The answer without those differences, as the description would have it. */
export function asDescribed(operation: string, body: string): unknown {
  const refused = objectRefusal.safeParse(JSON.parse(body)).data;
  if (refused) {
    const errors = refused.errors.map(({ code }) => code);
    return { success: false, errors, errorInfo: { code: errors[0] } };
  }
  const allowed = new Set(nulls.filter(({ of }) => of.test(operation)).flatMap(({ fields }) => fields));
  return JSON.parse(body, (name, value: unknown) => (value === null && allowed.has(name) ? undefined : value));
}
