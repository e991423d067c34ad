import { usedShare } from '../../engine/allowance-used.ts';
import { type Health as HealthRow, healthInWords } from '../../integrations/health-in-words.ts';
import type { HealthFacts } from '../../integrations/read-health.ts';
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

type Row = HealthRow &
  Pick<HealthFacts, 'candidatesReadAt' | 'remaining'> & {
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
    limitUsed: t.float({
      nullable: true,
      description:
        'The share of the ATS’s own limit that is used at the moment, from 0 to 1, by everybody who has the key; null where the ATS has not said lately.',
      resolve: ({ remaining, connectorId }, _, { connectors }) => {
        const limits = connectors.find(connectorId)?.limits;
        return remaining === null || limits === undefined ? null : usedShare(limits, remaining);
      },
    }),
    candidatesReadAt: t.expose('candidatesReadAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'All that changed among the ATS’s candidates before this is known here; null while they are read for the first time, or where the ATS is asked person by person.',
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
    resolve: async (row, _, { loaders }) => {
      const facts = await loaders.health.load(row.id);
      if (!facts) throw new Error('the integration is gone');
      return { ...row, ...facts };
    },
  }),
);
