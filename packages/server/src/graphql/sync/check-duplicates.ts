import { type CheckedEmail, checkDuplicates } from '../../resync/check-duplicates.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap } from '../user-error.ts';
import { DuplicateOf } from './duplicate-of.ts';

const CheckedEmailType = builder.objectRef<CheckedEmail>('CheckedEmail').implement({
  description: 'Whether an address is in the ATS.',
  fields: (t) => ({
    email: t.exposeString('email', { description: 'As it was asked.' }),
    exists: t.boolean({
      description: 'Whether somebody there has it. Case and surrounding space do not count.',
      resolve: ({ candidates }) => candidates.length > 0,
    }),
    candidate: t.field({
      type: DuplicateOf,
      nullable: true,
      description: 'Who has it, when one person does or several do: the first.',
      resolve: ({ candidates: [first] }) => first && { ...first, remoteCreatedAt: first.createdAt },
    }),
    candidates: t.field({
      type: [DuplicateOf],
      description: 'Everybody who has it.',
      resolve: ({ candidates }) => candidates.map((one) => ({ ...one, remoteCreatedAt: one.createdAt })),
    }),
  }),
});

builder.queryField('checkDuplicates', (t) =>
  t.field({
    type: [CheckedEmailType],
    description:
      'Which of these addresses are in the ATS already, as whom; before anybody is added. Nothing is written.',
    args: {
      integrationId: t.arg.id({ required: true, description: 'In which ATS.' }),
      emails: t.arg.stringList({ required: true, description: 'At most 1,000.' }),
    },
    resolve: async (_, { integrationId, emails }, context) => {
      const asked = { integrationId: inputId('Integration', integrationId, 'integrationId'), emails };
      return [...unwrap(await checkDuplicates(context, context.caller.accountId, asked))];
    },
  }),
);
