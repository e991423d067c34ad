import { type Health as HealthRow, healthInWords } from '../../integrations/health-in-words.ts';
import { builder } from '../builder.ts';
import { Integration } from './integration.ts';

type Row = HealthRow & { readonly checkedAt: Date };

const Health = builder.objectRef<Row>('IntegrationHealth').implement({
  description: 'How an integration is: what waits, and when its credential was last checked.',
  fields: (t) => ({
    summary: t.string({
      description: 'In a sentence or two, for a person.',
      resolve: (health) => healthInWords(health, new Date()),
    }),
    waiting: t.exposeInt('waiting', { description: 'Contacts whose hand-over is not done yet.' }),
    oldestWaitingAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when the one that waits longest does.',
      resolve: ({ oldestAt }) => oldestAt,
    }),
    checkedAt: t.expose('checkedAt', {
      type: 'DateTime',
      description: 'When the ATS was last asked about the credential.',
    }),
    resumeAt: t.expose('resumeAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Nothing is sent before this: the ATS asked us to wait, or could not be reached.',
    }),
  }),
});

builder.prismaObjectField(Integration, 'health', (t) =>
  t.field({
    type: Health,
    select: { id: true, status: true, statusDetail: true, resumeAt: true, checkedAt: true },
    description: 'How it is.',
    resolve: async (row, _, { loaders }) => ({ ...row, ...(await loaders.health.load(row.id)) }),
  }),
);
