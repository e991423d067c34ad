import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Caller } from '../security/authenticate.ts';
import type { Openness } from './openness.ts';
import type { Params } from './read-params.ts';

/** Made with the page, beside its files: the documents that it sends, by the SHA-256 of their text. */
const file = new URL('../../../web-client/dist/trusted-documents.json', import.meta.url);
const manifest = z.record(z.string(), z.string());

/** As the clients of Apollo, urql and Yoga name a document. */
const naming = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });

type Asked = Pick<Params, 'query' | 'extensions'>;

/** The document that is asked for, or why it is not taken: with the codes that those clients know. */
type Chosen =
  | { readonly query: string | null | undefined }
  | { readonly code: 'PERSISTED_QUERY_NOT_FOUND' | 'PERSISTED_QUERY_ID_REQUIRED'; readonly message: string };

/**
 * A person's session is in a browser, where somebody else's script may come to use it: it opens the documents
 * of the page and no others. Programs, which keep their tokens to themselves, send what they like.
 */
export type TrustedDocuments = { choose(asked: Asked, caller: Pick<Caller, 'kind'>): Chosen };

export function trustedDocuments(openness: Openness): TrustedDocuments {
  const documents = readManifest();
  return {
    choose({ query, extensions }, { kind }) {
      const hash = naming.safeParse(extensions).data?.persistedQuery.sha256Hash;
      const trusted = hash === undefined ? undefined : documents.get(hash);
      if (trusted !== undefined) return { query: trusted };
      if (hash !== undefined && !query) return notFound;
      // Developers try out their documents with the session that they have.
      return kind === 'SESSION' && openness === 'HIDDEN' ? idRequired : { query };
    },
  };
}

const notFound = {
  code: 'PERSISTED_QUERY_NOT_FOUND',
  message: 'This server does not know the document. A page that was opened before an update is to be loaded again.',
} as const;

const idRequired = {
  code: 'PERSISTED_QUERY_ID_REQUIRED',
  message: 'A session takes the documents of the page alone, by their hash. Make an API token to send others.',
} as const;

/** None where no page is built: there is nobody then to send them. */
function readManifest(): ReadonlyMap<string, string> {
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(manifest.parse(JSON.parse(readFileSync(file, 'utf8')))));
}
