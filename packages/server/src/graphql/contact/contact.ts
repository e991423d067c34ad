import type { Prisma } from '../../generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { SyncState } from '../sync/sync-count.ts';

const Contact = builder.prismaNode('Contact', {
  description: 'A sourced person.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id } }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Full name.' }),
    email: t.exposeString('email', { nullable: true, description: 'Without one a contact cannot sync.' }),
    linkedInUrl: t.exposeString('linkedInUrl', { nullable: true, description: 'Their LinkedIn profile.' }),
    company: t.exposeString('company', { nullable: true, description: 'Where they work.' }),
    title: t.exposeString('title', { nullable: true, description: 'What they do there.' }),
    enrollments: t.relatedConnection('enrollments', {
      cursor: 'accountId_id',
      totalCount: true,
      description: 'The sequences they are in, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
    activities: t.relatedConnection('activities', {
      cursor: 'accountId_eventId',
      totalCount: true,
      description: 'What happened by email, newest first, and what becomes of it in the ATS.',
      query: { orderBy: [{ occurredAt: 'desc' }, { eventId: 'desc' }] },
    }),
  }),
});

const ContactFilter = builder.inputType('ContactFilter', {
  description: 'Which contacts. Several conditions must all hold.',
  fields: (t) => ({
    state: t.field({ type: SyncState, description: 'Those with a sync in this state.' }),
    sequenceId: t.id({ description: 'Those in this sequence.' }),
    search: t.string({ description: 'Part of the name or of the email; case does not count.' }),
  }),
});
type Filter = typeof ContactFilter.$inferInput;

builder.queryField('contacts', (t) =>
  t.prismaConnection({
    type: Contact,
    cursor: 'accountId_id',
    description: 'The account’s contacts, newest first.',
    args: { filter: t.arg({ type: ContactFilter, description: 'All of them without it.' }) },
    totalCount: (_, { filter }, { database, caller }) =>
      database.contact.count({ where: matching(caller.accountId, filter) }),
    resolve: (query, _, { filter }, { database, caller }) =>
      database.contact.findMany({ ...query, where: matching(caller.accountId, filter), orderBy: { id: 'desc' } }),
  }),
);

function matching(accountId: string, filter: Filter | null | undefined): Prisma.ContactWhereInput {
  const { state, search } = filter ?? {};
  const sequenceId = filter?.sequenceId ? inputId('Sequence', filter.sequenceId, 'sequenceId') : undefined;
  const text = search?.trim();
  const contains = { contains: text ?? '', mode: 'insensitive' } as const;
  return {
    accountId,
    ...(state ? { syncs: { some: { state, ...(sequenceId ? { sequenceId } : {}) } } } : {}),
    ...(sequenceId ? { enrollments: { some: { sequenceId } } } : {}),
    ...(text ? { OR: [{ name: contains }, { email: contains }] } : {}),
  };
}
