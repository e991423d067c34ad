import { createHash } from 'node:crypto';
import type { DocumentNode } from 'graphql';

/** Of the documents' texts. A parsed document takes some ten times its text. */
const maxBytes = 2_000_000;

/**
 * The documents that were parsed lately, so that a client's own few are parsed once. Bounded in bytes, by
 * the hash of their text, the least lately used go first. Only who has shown a token gets this far.
 */
export function documentCache(): {
  get(text: string): DocumentNode | undefined;
  set(text: string, document: DocumentNode): void;
} {
  const kept = new Map<string, { readonly document: DocumentNode; readonly bytes: number }>();
  let bytes = 0;
  return {
    get(text) {
      const key = hashOf(text);
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.document;
    },
    set(text, document) {
      kept.set(hashOf(text), { document, bytes: text.length });
      bytes += text.length;
      for (const [key, oldest] of kept) {
        if (bytes <= maxBytes) return;
        kept.delete(key);
        bytes -= oldest.bytes;
      }
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** For what is not to be kept: a hostile document is refused as cheaply the second time. */
export const nothingKept = { get: () => undefined, set: () => undefined };
