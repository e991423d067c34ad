import { createSequence } from '../../sequences/create-sequence.ts';
import { builder } from '../builder.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { Sequence } from './sequence.ts';

const CreateSequenceInput = builder.inputType('CreateSequenceInput', {
  description: 'A sequence to make.',
  fields: (t) => ({ name: t.string({ required: true, description: 'At most 200 characters.' }) }),
});

builder.mutationField('createSequence', (t) =>
  t.prismaField({
    type: Sequence,
    description: 'Makes a sequence. Its sync is on, and it inherits the default job.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'CreateSequenceResult' } },
    args: { input: t.arg({ type: CreateSequenceInput, required: true, description: 'What it is called.' }) },
    resolve: async (query, _, { input }, { database, caller }) => {
      const { sequenceId: id } = unwrap(await createSequence(database, caller, input));
      const key = { accountId: caller.accountId, id };
      return database.sequence.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);
