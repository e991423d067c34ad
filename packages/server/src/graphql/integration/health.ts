import { type Health as HealthRow, healthInWords } from '../../integrations/health-in-words.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { Integration } from './integration.ts';

const changesCome = {
  BY_WEBHOOK: 'The ATS tells of them at once.',
  BY_READING: 'The ATS is asked now and then.',
  NOT_AT_ALL: 'The ATS can do neither.',
} as const;

const ChangesCome = builder.enumType('ChangesCome', {
  description: 'How changes of applications in the ATS come back.',
  values: describedValues(changesCome, asItIs),
});

type Row = HealthRow & {
  readonly checkedAt: Date;
  readonly connectorId: string;
  readonly webhook: { readonly registeredAt: Date | null } | null;
};

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
    changesCome: t.field({
      type: ChangesCome,
      description: 'How the stage of an application gets from the ATS to here.',
      resolve: ({ webhook, connectorId }, _, { connectors }) => {
        if (webhook?.registeredAt) return 'BY_WEBHOOK';
        return connectors.find(connectorId)?.capabilities.feed === 'INCREMENTAL' ? 'BY_READING' : 'NOT_AT_ALL';
      },
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
    select: {
      id: true,
      status: true,
      statusDetail: true,
      resumeAt: true,
      checkedAt: true,
      connectorId: true,
      webhook: { select: { registeredAt: true } },
    },
    description: 'How it is.',
    resolve: async (row, _, { loaders }) => ({ ...row, ...(await loaders.health.load(row.id)) }),
  }),
);
