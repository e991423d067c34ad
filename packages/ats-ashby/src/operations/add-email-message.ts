import type { Outcome, RecordActivity } from '@handoff/core';
import { outcomeOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { zEmailMessage } from '../generated/zod.gen.ts';
import { candidatesWrite } from '../permissions.ts';
import type { Reply } from '../reply.ts';

const expected = {
  shape: zEmailMessage.pick({ id: true }).transform(({ id }) => ({ remoteId: id })),
  permission: candidatesWrite,
};

/**
 * Keyed by the wish: Ashby keeps each id once an API key, so that a repetition is refused and not doubled. The
 * message's own id would not do: one message may concern two people.
 */
export async function addEmailMessage(
  call: Call,
  command: RecordActivity,
): Promise<Outcome<{ readonly remoteId: string }>> {
  const emailProviderEmailId = command.key;
  const reply = await call('candidate.addEmailMessage', {
    candidateId: command.candidateRemoteId,
    emailProviderEmailId,
    subject: command.subject ?? '',
    from: command.from,
    to: command.to,
    body: asHtml(command.text),
    sentAt: command.at.toISOString(),
    messageIdHeader: command.messageId ?? undefined,
    threadId: command.threadId ?? undefined,
  });
  if (isKeptAlready(reply)) return { kind: 'ALREADY', value: { remoteId: emailProviderEmailId } };
  return outcomeOf(reply, expected);
}

/** What Ashby says to an id that it has is not documented: a word for "taken", in its code or its message. */
function isKeptAlready(reply: Reply): boolean {
  return reply.kind === 'REFUSED' && /already|exist|unique|duplicate/i.test(`${reply.code} ${reply.message}`);
}

/** The text as it is: what looks like markup in it is not. */
function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<div>${escaped.replaceAll('\n', '<br>')}</div>`;
}
