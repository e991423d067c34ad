import { builder } from '../builder.ts';

export const Enrollment = builder.prismaNode('Enrollment', {
  description: 'One contact in one sequence.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id } }),
  fields: (t) => ({
    addedAt: t.expose('addedAt', { type: 'DateTime', description: 'When the contact was added.' }),
    repliedAt: t.expose('repliedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Their first reply; null while there is none.',
    }),
    contact: t.relation('contact', { description: 'Who.' }),
    sequence: t.relation('sequence', { description: 'In which sequence.' }),
    syncs: t.relation('syncs', {
      description: 'Where the hand-over to each integration stands.',
      query: { orderBy: { id: 'asc' } },
    }),
  }),
});
