import type { Answer, Outcome, RecordActivity } from '@handoff/core';
import { z } from 'zod';
import { answerOf, nothingWasSent, outcomeOf } from './answers.ts';
import type { Call } from './client.ts';
import { zNote } from './generated/zod.gen.ts';
import { timeSchema } from './map/scalars.ts';
import { candidatesRead, candidatesWrite } from './permissions.ts';

const note = zNote.pick({ id: true }).extend({ createdAt: timeSchema, content: z.string().nullish() });
const notes = { shape: z.array(note), permission: candidatesRead };
const written = { shape: note.transform(({ id }) => ({ remoteId: id })), permission: candidatesWrite };
type Kept = { readonly remoteId: string };

/** Ashby does not tell a repeated note from a new one: ours is known by its moment and its text. */
export async function addNote(call: Call, command: RecordActivity): Promise<Outcome<Kept>> {
  const before = await findNote(call, command);
  if (!before.ok) return nothingWasSent(before.error);
  if (before.value !== null) return { kind: 'ALREADY', value: before.value };
  const reply = await call('candidate.createNote', {
    candidateId: command.candidateRemoteId,
    note: { type: 'text/plain', value: command.text },
    createdAt: command.at.toISOString(),
    sendNotifications: false,
  });
  return outcomeOf(reply, written);
}

const mostPages = 20;

async function findNote(call: Call, { candidateRemoteId, text, at }: RecordActivity): Promise<Answer<Kept | null>> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const reply = await call('candidate.listNotes', { candidateId: candidateRemoteId, limit: 100, cursor });
    const answer = answerOf(reply, notes);
    if (!answer.ok) return answer;
    // Some milliseconds may be lost on the way.
    const ours = answer.value.find(
      ({ createdAt, content }) => content === text && Math.abs(createdAt.getTime() - at.getTime()) < 1_000,
    );
    if (ours) return { ok: true, value: { remoteId: ours.id } };
    if (reply.kind !== 'RESULTS' || reply.next === null) break;
    cursor = reply.next;
  }
  return { ok: true, value: null };
}
