import type { ErrorCode, Override, SyncState } from '@handoff/core';
import { Prisma } from '../generated/prisma/client.ts';

/** Whose syncs a person means. */
export type Selection = {
  readonly integrationId: string;
  readonly of:
    | { readonly kind: 'CONTACTS'; readonly contactIds: readonly string[] }
    | { readonly kind: 'SEQUENCE'; readonly sequenceId: string }
    | { readonly kind: 'RUN'; readonly runId: string }
    | { readonly kind: 'ALL' };
  /** Only those in one of these states; null for any. */
  readonly states: readonly SyncState['state'][] | null;
  /** Only those with one of these errors; null for any. */
  readonly errorCodes: readonly ErrorCode[] | null;
};

/** What a person asks for: whom, and what is set aside for it. */
export type ResyncRequest = Selection & { readonly overrides: readonly Override[] };

/** A run to start, once a key. */
export type StartResync = ResyncRequest & { readonly idempotencyKey: string };

/** A contact that is named is taken even when it was set aside (S5.4). */
export function triggerOf({ of, overrides }: ResyncRequest) {
  return { kind: 'RESYNC', selection: of.kind === 'CONTACTS' ? 'NAMED' : 'BULK', overrides } as const;
}

/** The conditions on a sync `s` of this account. */
export function selected(accountId: string, { integrationId, of, states, errorCodes }: Selection): Prisma.Sql {
  const conditions = [
    Prisma.sql`s.account_id = ${accountId}::uuid AND s.integration_id = ${integrationId}::uuid`,
    whose(accountId, of),
    states ? Prisma.sql`s.state = ANY(${[...states]}::sync_state[])` : [],
    errorCodes ? Prisma.sql`s.error_code = ANY(${[...errorCodes]}::text[])` : [],
  ];
  return Prisma.join(conditions.flat(), ' AND ');
}

function whose(accountId: string, of: Selection['of']): Prisma.Sql | [] {
  switch (of.kind) {
    case 'CONTACTS':
      return Prisma.sql`s.contact_id = ANY(${[...of.contactIds]}::uuid[])`;
    case 'SEQUENCE':
      return Prisma.sql`s.sequence_id = ${of.sequenceId}::uuid`;
    case 'RUN':
      return Prisma.sql`s.id IN (SELECT sync_id FROM resync_item WHERE account_id = ${accountId}::uuid AND run_id = ${of.runId}::uuid)`;
    case 'ALL':
      return [];
  }
}
