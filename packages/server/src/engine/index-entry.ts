import { type CandidateRecord, emailKey } from '@handoff/core';
import type { Hasher } from '../security/keyed-hash.ts';
import type { IndexEntry } from './sql/enter-candidates.ts';

/** A candidate as the index keeps it. */
export function entryOf({ remoteId, url, createdAt, emails }: CandidateRecord, hasher: Hasher): IndexEntry {
  return { remoteId, url, createdAt, emailHashes: [...new Set(emails.map(emailKey))].map(hasher.hash) };
}
