import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import { builder } from '../builder.ts';

const AuditActor = builder.objectRef<{ name: string }>('AuditActor').implement({
  description: 'Who did it.',
  fields: (t) => ({ name: t.exposeString('name', { description: 'Of the person, or of the token.' }) }),
});

const AuditedChange = builder.objectRef<{ field: string; from: unknown; to: unknown }>('AuditedChange').implement({
  description: 'What was changed, from what to what.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Its name.' }),
    from: t.field({ type: 'JSON', nullable: true, description: 'What it was.', resolve: ({ from }) => from ?? null }),
    to: t.field({ type: 'JSON', nullable: true, description: 'What it is since.', resolve: ({ to }) => to ?? null }),
  }),
});

const changes = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }));

/** The type of what an action is about, by its noun: `integration.connect` is about an `Integration`. */
const nouns: Readonly<Record<string, string>> = {
  integration: 'Integration',
  sequence: 'Sequence',
  resync: 'ResyncRun',
  sync: 'Sync',
  contact: 'Contact',
  token: 'ApiToken',
};

const AuditEntry = builder.prismaObject('AuditEntry', {
  description: 'One change that somebody made. Entries are added, and never changed or deleted.',
  select: { id: true, action: true, target: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actor: t.field({
      type: AuditActor,
      select: { memberId: true },
      description: 'Who.',
      resolve: async ({ memberId }, _, { loaders }) =>
        (await loaders.member.load(memberId)) ?? { name: 'Somebody who is no longer here' },
    }),
    action: t.exposeString('action', { description: 'A noun and a verb: `integration.connect`.' }),
    target: t.string({
      description: 'The id of what was changed, for `node`.',
      resolve: ({ action, target }) => encodeGlobalID(nouns[action.split('.', 1)[0] ?? ''] ?? 'Account', target),
    }),
    summary: t.exposeString('summary', { description: 'One sentence for a person.' }),
    changes: t.field({
      type: [AuditedChange],
      select: { changes: true },
      description: 'What was changed, where single values were.',
      resolve: (row) => Object.entries(changes.parse(row.changes)).map(([field, change]) => ({ field, ...change })),
    }),
  }),
});

builder.queryField('auditLog', (t) =>
  t.prismaConnection({
    type: AuditEntry,
    cursor: 'accountId_id',
    description: 'Who changed what, newest first.',
    authScopes: { manager: true },
    totalCount: (_, __, { database, caller: { accountId } }) => database.auditEntry.count({ where: { accountId } }),
    resolve: (query, _, __, { database, caller: { accountId } }) =>
      database.auditEntry.findMany({ ...query, where: { accountId }, orderBy: { id: 'desc' } }),
  }),
);
