/** What the outreach tool does. */
import { connectAshby } from './integration.ts';
import { type Access, send } from './product.ts';

type Sequences = { readonly sequences: { readonly nodes: readonly { readonly id: string; readonly name: string }[] } };

async function sequenceNamed(access: Access, name: string): Promise<string> {
  const { sequences } = await send<Sequences>(access, '{ sequences { nodes { id name } } }', {});
  const found = sequences.nodes.find((sequence) => sequence.name === name);
  if (!found) throw new Error(`there is no sequence ${name}`);
  return found.id;
}

export type NewContact = {
  readonly name: string;
  readonly email: string;
  readonly sequence?: string;
  readonly addedAt?: string;
};

/** Adds a contact, as the outreach tool would. */
export function addContact(access: Access, contact: NewContact): Promise<void> {
  return addContacts(access, [contact], contact.sequence);
}

/** Adds up to a thousand at once. */
export async function addContacts(access: Access, people: readonly NewContact[], sequence = 'Data scientists') {
  const sequenceId = await sequenceNamed(access, sequence);
  const contacts = people.map(({ name, email, addedAt }) => ({ eventId: `added ${email}`, name, email, addedAt }));
  const document =
    'mutation ($input: AddContactsToSequenceInput!) { addContactsToSequence(input: $input) { __typename } }';
  await send(access, document, { input: { sequenceId, contacts } });
}

export type Standing = { readonly contactId: string; readonly name: string; readonly since: number };

/** Up to a hundred contacts of a sequence, each with since when it stands as it stands. */
export async function standings(access: Access, sequenceId: string): Promise<readonly Standing[]> {
  type Contact = { id: string; name: string; enrollments: { nodes: { syncs: { updatedAt: string }[] }[] } };
  const { contacts } = await send<{ contacts: { nodes: Contact[] } }>(
    access,
    `query ($filter: ContactFilter) {
      contacts(filter: $filter, first: 100) { nodes { id name enrollments { nodes { syncs { updatedAt } } } } }
    }`,
    { filter: { sequenceId } },
  );
  return contacts.nodes.map(({ id, name, enrollments }) => ({
    contactId: id,
    name,
    since: Date.parse(enrollments.nodes[0]?.syncs[0]?.updatedAt ?? ''),
  }));
}

/** Reports what happened by email, as the outreach tool would. */
export async function record(
  access: Access,
  type: 'SENT' | 'REPLIED',
  { email, sequence = 'Data scientists' }: NewContact,
) {
  const sequenceId = await sequenceNamed(access, sequence);
  const eventId = `${type} ${email}`;
  const event = {
    eventId,
    type,
    sequenceId,
    email,
    messageId: eventId,
    subject: 'A word about a role',
    body: 'Hello',
    from: 'me@team.example',
  };
  const document = 'mutation ($input: RecordEmailEventsInput!) { recordEmailEvents(input: $input) { __typename } }';
  await send(access, document, { input: { events: [event] } });
}

/** A sequence of its own, with its job where one is named. */
export async function addSequence(access: Access, name: string): Promise<string> {
  const { createSequence } = await send<{ createSequence: { id: string } }>(
    access,
    'mutation ($input: CreateSequenceInput!) { createSequence(input: $input) { ... on Sequence { id } } }',
    { input: { name } },
  );
  return createSequence.id;
}

export async function changeSequence(access: Access, change: object): Promise<void> {
  const document =
    'mutation ($input: UpdateSequenceSyncInput!) { updateSequenceSync(input: $input) { ... on Sequence { id } } }';
  await send(access, document, { input: change });
}

/** A sequence of a few who were added while nothing synced; answers with its id. */
export async function addFewLeft(access: Access, name: string): Promise<string> {
  const sequenceId = await addSequence(access, name);
  await connectAshby(access, { mode: 'OFF' });
  const people = ['Ann', 'Bob', 'Cleo'].map((one) => ({
    name: `${one} Few`,
    email: `${one}.few@new.example`.toLowerCase(),
  }));
  await addContacts(access, people, name);
  await connectAshby(access, { mode: 'ON_ADDED' });
  return sequenceId;
}
