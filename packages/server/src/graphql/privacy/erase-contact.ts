import { eraseContact } from '../../privacy/erase-contact.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { Erasure, receiptOf } from './erasure.ts';

const EraseContactInput = builder.inputType('EraseContactInput', {
  description: 'A person who asked to be forgotten.',
  fields: (t) => ({
    contactId: t.id({ required: true, description: 'Whom.' }),
    anonymizeInAts: t.boolean({
      description: 'Whether the ATS is asked to forget the candidate too, where it can. For good.',
    }),
  }),
});

const Success = builder.objectRef<{ erasureId: string }>('EraseContactSuccess').implement({
  description: 'The contact is erased.',
  fields: (t) => ({
    receipt: t.string({
      description: 'Text to keep, and to hand to who asked.',
      resolve: async ({ erasureId: id }, _, { database, loaders, caller: { accountId } }) => {
        const erasure = await database.erasure.findUniqueOrThrow({ where: { accountId_id: { accountId, id } } });
        return receiptOf(erasure, loaders);
      },
    }),
    erasure: t.prismaField({
      type: Erasure,
      description: 'What was deleted, and what the ATSs were asked.',
      resolve: (query, { erasureId: id }, _, { database, caller: { accountId } }) =>
        database.erasure.findUniqueOrThrow({ ...query, where: { accountId_id: { accountId, id } } }),
    }),
  }),
});

builder.mutationField('eraseContact', (t) =>
  t.field({
    type: Success,
    description:
      'Deletes all that is known of a person here; what comes in about them later is not kept. Can ask the ATS to forget the candidate too. Asked again, it asks the ATS again where that had refused.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'EraseContactResult' } },
    args: { input: t.arg({ type: EraseContactInput, required: true, description: 'Whom, and where.' }) },
    resolve: async (_, { input }, context) => {
      const { queue, relay, caller } = context;
      const contactId = inputId('Contact', input.contactId, 'contactId');
      const wish = { contactId, anonymizeInAts: input.anonymizeInAts ?? false };
      const erased = unwrap(await eraseContact({ ...context, wakeOwners: queue.wakeOwners }, caller, wish));
      relay.changed(caller.accountId);
      return erased;
    },
  }),
);
