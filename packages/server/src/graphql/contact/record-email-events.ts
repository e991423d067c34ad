import { recordEmailEvents } from '../../intake/record-email-events.ts';
import type { Problem } from '../../problem.ts';
import { EmailEventType } from '../activity/email-event-type.ts';
import { builder } from '../builder.ts';
import { rowId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { ItemError } from '../user-error-types.ts';

const EmailEventInput = builder.inputType('EmailEventInput', {
  description: 'Something that happened by email. Its fields are checked one event at a time.',
  fields: (t) => ({
    eventId: t.string({
      description: 'The sender’s own id of this event, required: the same one twice has one effect.',
    }),
    type: t.field({ type: EmailEventType, description: 'What happened, required.' }),
    sequenceId: t.id({ description: 'In which sequence, required.' }),
    email: t.string({ description: 'The contact’s address, required. The event may come before its contact.' }),
    occurredAt: t.string({ description: 'ISO 8601 with its zone; now when left out.' }),
    messageId: t.string({ description: 'Of the email.' }),
    threadId: t.string({ description: 'Of its conversation.' }),
    subject: t.string({ description: 'Of the email.' }),
    from: t.string({ description: 'Who sent it.' }),
    body: t.string({ description: 'At most 100,000 characters.' }),
  }),
});

const RecordEmailEventsInput = builder.inputType('RecordEmailEventsInput', {
  description: 'What happened by email.',
  fields: (t) => ({ events: t.field({ type: [EmailEventInput], required: true, description: 'At most 1,000.' }) }),
});

type Row = { index: number; error: { problem: Problem } | null };
const RecordEmailEventResult = builder.objectRef<Row>('RecordEmailEventResult').implement({
  description: 'What became of one event of the batch.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its place in the batch, from 0.' }),
    error: t.expose('error', { type: ItemError, nullable: true, description: 'When it was not taken.' }),
  }),
});

const Success = builder.objectRef<readonly Row[]>('RecordEmailEventsSuccess').implement({
  description: 'The batch was taken, each event for itself.',
  fields: (t) => ({
    accepted: t.int({
      description: 'How many were taken.',
      resolve: (rows) => rows.filter(({ error }) => !error).length,
    }),
    results: t.field({
      type: [RecordEmailEventResult],
      description: 'One for each event, in the order of the batch.',
      resolve: (rows) => [...rows],
    }),
  }),
});

builder.mutationField('recordEmailEvents', (t) =>
  t.field({
    type: Success,
    description: 'Takes what happened by email. A first reply can sync a contact that waits for it.',
    errors: { types: userErrors, union: { name: 'RecordEmailEventsResult' } },
    args: { input: t.arg({ type: RecordEmailEventsInput, required: true, description: 'The batch.' }) },
    resolve: async (_, { input }, { database, connectors, vault, queue, relay, caller: { accountId } }) => {
      const events = input.events.map((event) => ({ ...event, sequenceId: rowId('Sequence', event.sequenceId ?? '') }));
      const taken = unwrap(
        await recordEmailEvents({ database, connectors, vault, wakeOwners: queue.wakeOwners }, { accountId, events }),
      );
      relay.changed(accountId);
      return taken.map(({ index, problem }) => ({ index, error: problem && { problem } }));
    },
  }),
);
