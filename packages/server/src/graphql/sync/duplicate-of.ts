import { builder } from '../builder.ts';

type Earlier = { readonly remoteId: string; readonly url: string | null; readonly remoteCreatedAt: Date };

export const DuplicateOf = builder.objectRef<Earlier>('DuplicateOf').implement({
  description: 'A candidate in the ATS with this contact’s email.',
  fields: (t) => ({
    remoteId: t.exposeString('remoteId', { description: 'Its id in the ATS.' }),
    url: t.exposeString('url', { nullable: true, description: 'Where it opens in the ATS.' }),
    createdAt: t.expose('remoteCreatedAt', { type: 'DateTime', description: 'When it was made there.' }),
  }),
});
