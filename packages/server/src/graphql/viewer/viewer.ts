import { builder } from '../builder.ts';

const Role = builder.enumType('Role', {
  description: 'What a member may do.',
  values: {
    OWNER: { description: 'Everything.' },
    MANAGER: { description: 'Changes integrations, settings and sequences.' },
    MEMBER: { description: 'Adds contacts and reads.' },
  },
});

const Account = builder.prismaObject('Account', {
  description: 'The tenant: one recruiting team.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    name: t.exposeString('name', { description: 'As the team calls itself.' }),
  }),
});

const Member = builder.prismaObject('Member', {
  description: 'A person of the account.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    name: t.exposeString('name', { description: 'Full name.' }),
    role: t.expose('role', { type: Role, description: 'What they may do.' }),
  }),
});

const Viewer = builder.objectRef<Record<never, never>>('Viewer').implement({
  description: 'Who the token speaks for.',
  fields: (t) => ({
    account: t.prismaField({
      type: Account,
      description: 'Everything else belongs to it.',
      resolve: (query, _, __, { database, caller }) =>
        database.account.findUniqueOrThrow({ ...query, where: { id: caller.accountId } }),
    }),
    member: t.prismaField({
      type: Member,
      nullable: true,
      description: 'The person; null for a machine.',
      resolve: (query, _, __, { database, caller: { accountId, memberId } }) =>
        database.member.findUnique({ ...query, where: { accountId_id: { accountId, id: memberId } } }),
    }),
    scopes: t.stringList({
      description: 'What the token may do; `*` is all that its member may.',
      resolve: (_, __, { caller }) => [...caller.scopes],
    }),
  }),
});

builder.queryField('viewer', (t) => t.field({ type: Viewer, description: 'Who is asking.', resolve: () => ({}) }));
