import { getOperationAST, Kind } from 'graphql';
import type { Asked } from '../security/document-cost.ts';
import { maxPlainBytes } from './read-params.ts';

/** What takes a thousand items at a time, and so a long body. */
const batchFields: ReadonlySet<string> = new Set([
  'addContactsToSequence',
  'recordEmailEvents',
  'resolveDuplicates',
  'checkDuplicates',
  'assignJob',
  'previewResync',
  'startResync',
]);

/** How long the body was; a WebSocket's messages have a limit of their own. */
export type Sized = { readonly body?: { readonly bytes: number } };

/** Only a batch may be long, and nothing beside it. */
export function objectionToBytes({ document, operationName }: Asked, { body }: Sized): string | null {
  if (body === undefined || body.bytes <= maxPlainBytes) return null;
  const fields = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  const isBatch = fields.every((field) => field.kind === Kind.FIELD && batchFields.has(field.name.value));
  return isBatch ? null : `Only a batch may have more than ${maxPlainBytes} bytes.`;
}
