import { builder } from '../builder.ts';
import { TokenScope } from '../token/api-token.ts';

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
      resolve: (query, _, __, { database, caller: { accountId, memberId, kind } }) =>
        kind === 'API'
          ? null
          : database.member.findUnique({ ...query, where: { accountId_id: { accountId, id: memberId } } }),
    }),
    scopes: t.field({
      type: [TokenScope],
      description: 'What the token may do: all that the member may, unless it was given less.',
      resolve: (_, __, { caller }) => [...caller.scopes],
    }),
  }),
});

builder.queryField('viewer', (t) => t.field({ type: Viewer, description: 'Who is asking.', resolve: () => ({}) }));
