import type { ChangedSync } from '../../graphql/changes.ts';
import type { Contact, ContactFilter, Enrollment } from './documents.ts';

/** A contact in one of its sequences. */
export type Row = { readonly contact: Omit<Contact, 'enrollments'>; readonly enrollment: Enrollment };

/** The rows of these contacts that match: all that the filter says must hold of one sequence, and of one sync. */
export function rowsOf(contacts: readonly Contact[], filter: ContactFilter): readonly Row[] {
  const { sequenceId, state, reason, errorCode } = filter;
  return contacts.flatMap(({ enrollments, ...contact }) =>
    enrollments.nodes
      .filter(({ sequence }) => sequenceId === undefined || sequence.id === sequenceId)
      .filter(({ syncs }) => state === undefined || syncs.some((sync) => sync.state === state))
      .filter(({ syncs }) => reason === undefined || syncs.some((sync) => sync.reason === reason))
      .filter(({ syncs }) => errorCode === undefined || syncs.some(({ error }) => error?.code === errorCode))
      .map((enrollment) => ({ contact, enrollment })),
  );
}

/** A row with one of its syncs as it is now. */
export function withSync(row: Row, changed: ChangedSync): Row {
  const { syncs } = row.enrollment;
  const isKnown = syncs.some(({ id }) => id === changed.id);
  const now = isKnown ? syncs.map((sync) => (sync.id === changed.id ? changed : sync)) : [...syncs, changed];
  return { ...row, enrollment: { ...row.enrollment, syncs: now } };
}
