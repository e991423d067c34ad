import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { pageDocuments } from './page-documents.ts';

const sources = fileURLToPath(new URL('../src', import.meta.url));
const hashes = 'virtual:trusted-documents';

/**
 * Lets the built page name its documents by their hash: it knows the hashes, and the server finds the documents
 * beside it. While the page is developed there are none, and it sends what it has.
 */
export function trustedDocuments(): Plugin {
  let isBuild = false;
  return {
    name: 'trusted-documents',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    resolveId: (id) => (id === hashes ? id : null),
    load(id) {
      if (id !== hashes) return null;
      const documents = isBuild ? pageDocuments(sources) : [];
      const named = Object.fromEntries(documents.map(({ name, hash }) => [name, hash]));
      return `export default ${JSON.stringify(named)}`;
    },
    generateBundle() {
      const byHash = Object.fromEntries(pageDocuments(sources).map(({ hash, text }) => [hash, text]));
      this.emitFile({ type: 'asset', fileName: 'trusted-documents.json', source: JSON.stringify(byHash, null, 1) });
    },
  };
}
