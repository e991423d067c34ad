import type { contactOrders, ContactFilter as Filter } from '../../contacts/contact-filter.ts';
import { countContacts } from '../../contacts/sql/count-contacts.ts';
import { pageContacts } from '../../contacts/sql/page-contacts.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { inputId } from '../ids.ts';
import { codeOf } from '../sync/sync.ts';
import { NotSyncedReason, SyncState } from '../sync/sync-count.ts';
import { ErrorCode } from '../user-error-types.ts';
import { Contact } from './contact.ts';

const ContactFilter = builder.inputType('ContactFilter', {
  description: 'Which contacts. All that is said must hold; what is said of syncs, of one and the same.',
  fields: (t) => ({
    state: t.field({ type: SyncState, description: 'Those with a sync in this state.' }),
    reason: t.field({ type: NotSyncedReason, description: 'Those with a sync that is left for this reason.' }),
    errorCode: t.field({ type: ErrorCode, description: 'Those with a sync that shows this error.' }),
    sequenceId: t.id({ description: 'Those in this sequence.' }),
    marked: t.boolean({ description: 'With true: those whose email an earlier candidate has.' }),
    search: t.string({
      description: 'The beginning of their email, of their name, or of its last word; case does not count.',
    }),
  }),
});

const orderDescriptions = {
  NEWEST: 'Who was taken last comes first.',
  NAME: 'By full name, from A to Z; case does not count.',
} satisfies Record<(typeof contactOrders)[number], string>;

const ContactOrder = builder.enumType('ContactOrder', {
  description: 'In which order.',
  values: describedValues(orderDescriptions, asItIs),
});

builder.queryField('contacts', (t) =>
  t.prismaConnection({
    type: Contact,
    cursor: 'accountId_id',
    description: 'The account’s contacts, newest first unless it is said otherwise.',
    args: {
      filter: t.arg({ type: ContactFilter, description: 'All of them without it.' }),
      order: t.arg({ type: ContactOrder, description: 'In which order; newest first when left out.' }),
    },
    totalCount: (_, { filter }, { database, caller }) => countContacts(database, caller.accountId, filterOf(filter)),
    resolve: async ({ cursor, take, skip: _skip, ...nested }, _, { filter, order }, { database, caller }) => {
      const { accountId } = caller;
      const from = cursor?.accountId_id?.id ?? null;
      const isBackward = take < 0;
      const page = await pageContacts(database, {
        accountId,
        filter: filterOf(filter),
        order: order ?? 'NEWEST',
        after: isBackward ? null : from,
        before: isBackward ? from : null,
        direction: isBackward ? 'BACKWARD' : 'FORWARD',
        limit: Math.abs(take),
      });
      const rows = await database.contact.findMany({ ...nested, where: { accountId, id: { in: [...page] } } });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return (isBackward ? page.toReversed() : page).flatMap((id) => byId.get(id) ?? []);
    },
  }),
);

function filterOf(filter: typeof ContactFilter.$inferInput | null | undefined): Filter {
  const { state, reason, errorCode, sequenceId, marked, search } = filter ?? {};
  return {
    state: state ?? null,
    reason: reason ?? null,
    errorCode: errorCode ? codeOf(errorCode) : null,
    sequenceId: sequenceId ? inputId('Sequence', sequenceId, 'sequenceId') : null,
    marked: marked || null,
    search: search?.trim() || null,
  };
}
