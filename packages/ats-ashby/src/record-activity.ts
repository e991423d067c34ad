import type { Outcome, RecordActivity } from '@handoff/core';
import { addNote } from './add-note.ts';
import type { Call } from './client.ts';
import { addEmailMessage } from './operations/add-email-message.ts';

type Kept = { readonly remoteId: string };

/**
 * An email goes where Ashby shows emails. Whether every key may add them is not documented: where one may
 * not, a note says the same.
 */
export async function recordActivity(call: Call, command: RecordActivity): Promise<Outcome<Kept>> {
  if (command.form === 'NOTE') return addNote(call, command);
  const outcome = await addEmailMessage(call, command);
  const isClosed = outcome.kind === 'REJECTED' && outcome.error.code === 'PERMISSION_MISSING';
  return isClosed ? addNote(call, { ...command, text: asNote(command) }) : outcome;
}

function asNote({ from, to, subject, text }: RecordActivity): string {
  return [`Email from ${from} to ${to}`, subject, text].filter(Boolean).join('\n');
}
