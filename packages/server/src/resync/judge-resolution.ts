import type { CandidateRef } from '@handoff/core';
import type { DuplicateMark } from '../generated/prisma/client.ts';
import type { Problem } from '../problem.ts';
import type { HeldSync } from './sql/hold-syncs.ts';

/** What a person says of one. `syncId` is null where the caller gave what is no sync's id. */
export type Resolution = {
  readonly syncId: string | null;
  readonly resolution: 'LINK' | 'DISMISS';
  /** Which candidate, where several have the email. */
  readonly candidateRemoteId: string | null;
};

export type Judged = { readonly index: number } & (
  | { readonly kind: 'LINK'; readonly sync: HeldSync; readonly candidate: CandidateRef }
  | { readonly kind: 'DISMISS'; readonly sync: HeldSync }
  | { readonly kind: 'REFUSED'; readonly syncId: string | null; readonly problem: Problem }
);

/** Whether a person's word on who this is, is waited for. */
export function isOpen({ state }: Pick<HeldSync, 'state'>): boolean {
  return state.state === 'EXISTS' || (state.state === 'FAILED' && state.code === 'AMBIGUOUS_MATCH');
}

type Known = { readonly index: number; readonly held: readonly HeldSync[]; readonly marks: readonly DuplicateMark[] };

export function judge({ syncId, resolution, candidateRemoteId }: Resolution, { index, held, marks }: Known): Judged {
  const sync = held.find((one) => one.syncId === syncId);
  const refused = (code: Problem['code'], message: string, field: string): Judged => {
    const path = ['resolutions', String(index), field];
    return { index, kind: 'REFUSED', syncId: sync?.syncId ?? null, problem: { code, message, path } };
  };
  if (!sync) return refused('NOT_FOUND', 'There is no such sync.', 'syncId');
  if (!isOpen(sync)) return refused('CONFLICT', 'Nobody waits for a decision about this contact.', 'syncId');
  if (resolution === 'DISMISS') return { index, kind: 'DISMISS', sync };
  const found = marks.filter((mark) => mark.contactId === sync.contactId && mark.integrationId === sync.integrationId);
  const chosen = candidateRemoteId === null ? found : found.filter(({ remoteId }) => remoteId === candidateRemoteId);
  const [mark, ...others] = chosen;
  if (!mark) return refused('NOT_FOUND', 'No such candidate has this contact’s email.', 'candidateRemoteId');
  if (others.length > 0) {
    return refused('AMBIGUOUS_MATCH', 'Several candidates have this email: say which one it is.', 'candidateRemoteId');
  }
  const { remoteId, url, remoteCreatedAt } = mark;
  return { index, kind: 'LINK', sync, candidate: { remoteId, url, createdAt: remoteCreatedAt } };
}
