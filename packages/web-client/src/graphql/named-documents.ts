import hashes from 'virtual:trusted-documents';
import { getOperationName, mapExchange } from 'urql';

/** Names the documents instead of sending them: the server takes no others from a session. Stands before what sends. */
export const namedDocuments = mapExchange({
  onOperation(operation) {
    const sha256Hash = hashes[getOperationName(operation.query) ?? ''];
    if (sha256Hash === undefined) return operation;
    const extensions = { ...operation.extensions, persistedQuery: { version: 1 as const, sha256Hash } };
    return { ...operation, extensions };
  },
});
