import { builder } from '../builder.ts';

export const Contact = builder.prismaNode('Contact', {
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
      query: { orderBy: [{ occurredAt: 'desc' }, { batchPlace: 'desc' }, { eventId: 'desc' }] },
    }),
  }),
});
