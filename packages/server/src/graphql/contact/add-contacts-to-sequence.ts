import type { Enrollment as EnrollmentRow } from '../../generated/prisma/client.ts';
import { type AddedContact, addContacts } from '../../intake/add-contacts.ts';
import type { Problem } from '../../problem.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { ItemError } from '../user-error-types.ts';
import { Enrollment } from './enrollment.ts';

const ContactInput = builder.inputType('ContactInput', {
  description: 'A contact that was added. Its fields are checked one contact at a time: a bad one costs no good one.',
  fields: (t) => ({
    eventId: t.string({
      description: 'The sender’s own id of this event, required: the same one twice has one effect.',
    }),
    name: t.string({ description: 'Full name, required.' }),
    email: t.string({ description: 'Without one the contact is kept, and cannot sync.' }),
    linkedInUrl: t.string({ description: 'A web address.' }),
    company: t.string({ description: 'Where they work.' }),
    title: t.string({ description: 'What they do there.' }),
    addedAt: t.string({ description: 'ISO 8601 with its zone; now when left out.' }),
  }),
});

const AddContactsToSequenceInput = builder.inputType('AddContactsToSequenceInput', {
  description: 'Contacts that were added to a sequence.',
  fields: (t) => ({
    sequenceId: t.id({ required: true, description: 'To which.' }),
    contacts: t.field({ type: [ContactInput], required: true, description: 'At most 1,000.' }),
  }),
});

type Row = { index: number; enrollment: EnrollmentRow | null; error: { problem: Problem } | null };

const AddContactResult = builder.objectRef<Row>('AddContactResult').implement({
  description: 'What became of one contact of the batch.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its place in the batch, from 0.' }),
    enrollment: t.field({
      type: Enrollment,
      nullable: true,
      description: 'When it was taken.',
      resolve: ({ enrollment }) => enrollment,
    }),
    error: t.expose('error', { type: ItemError, nullable: true, description: 'When it was not.' }),
  }),
});

const Success = builder.objectRef<readonly AddedContact[]>('AddContactsToSequenceSuccess').implement({
  description: 'The batch was taken, each contact for itself.',
  fields: (t) => ({
    accepted: t.int({
      description: 'How many were taken.',
      resolve: (added) => added.filter((contact) => 'enrollmentId' in contact).length,
    }),
    results: t.field({
      type: [AddContactResult],
      description: 'One for each contact, in the order of the batch.',
      resolve: async (added, _, { database, caller: { accountId } }) => {
        const ids = added.flatMap((contact) => ('enrollmentId' in contact ? [contact.enrollmentId] : []));
        const found = await database.enrollment.findMany({ where: { accountId, id: { in: ids } } });
        const byId = new Map(found.map((enrollment) => [enrollment.id, enrollment]));
        return added.map((contact) => rowOf(contact, byId));
      },
    }),
  }),
});

function rowOf(contact: AddedContact, enrollments: ReadonlyMap<string, EnrollmentRow>): Row {
  const { index } = contact;
  if ('problem' in contact) return { index, enrollment: null, error: { problem: contact.problem } };
  return { index, enrollment: enrollments.get(contact.enrollmentId) ?? null, error: null };
}

builder.mutationField('addContactsToSequence', (t) =>
  t.field({
    type: Success,
    description: 'Takes contacts that were added to a sequence, and decides for each whether it syncs.',
    errors: { types: userErrors, union: { name: 'AddContactsToSequenceResult' } },
    args: { input: t.arg({ type: AddContactsToSequenceInput, required: true, description: 'The batch.' }) },
    resolve: async (_, { input }, { database, connectors, vault, queue, relay, caller: { accountId } }) => {
      const sequenceId = inputId('Sequence', input.sequenceId, 'sequenceId');
      const batch = { accountId, sequenceId, contacts: input.contacts };
      const added = unwrap(await addContacts({ database, connectors, vault, wakeOwners: queue.wakeOwners }, batch));
      relay.changed(accountId);
      return added;
    },
  }),
);
