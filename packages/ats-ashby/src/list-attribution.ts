import type { Answer, AttributionChoices } from '@handoff/core';
import { z } from 'zod';
import { answerOf } from './answers.ts';
import type { Call } from './client.ts';
import { zSource, zUser } from './generated/zod.gen.ts';
import { hiringProcessRead, organizationRead } from './permissions.ts';

const source = zSource
  .pick({ id: true, title: true })
  .extend({ sourceType: z.object({ title: z.string() }).nullish() });
const user = zUser.pick({ id: true, firstName: true, lastName: true, email: true, isEnabled: true });
const sources = { shape: z.array(source), permission: hiringProcessRead };
const users = { shape: z.array(user), permission: organizationRead };
const mostPages = 50;

/** Titles of sources are not unique: the kind of source tells them apart. */
export async function listAttribution(call: Call): Promise<Answer<AttributionChoices>> {
  const named = answerOf(await call('source.list', {}), sources);
  if (!named.ok) return named;
  const people = await allUsers(call);
  if (!people.ok) return people;
  return {
    ok: true,
    value: {
      sources: named.value.map(({ id, title, sourceType }) => ({
        remoteId: id,
        title: sourceType ? `${sourceType.title}: ${title}` : title,
      })),
      users: people.value
        .filter(({ isEnabled }) => isEnabled)
        .map(({ id, firstName, lastName, email }) => ({
          remoteId: id,
          name: `${firstName} ${lastName}`.trim(),
          email: email ?? null,
        })),
    },
  };
}

async function allUsers(call: Call): Promise<Answer<z.output<typeof user>[]>> {
  const found: z.output<typeof user>[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const reply = await call('user.list', { limit: 100, cursor });
    const answer = answerOf(reply, users);
    if (!answer.ok) return answer;
    found.push(...answer.value);
    if (reply.kind !== 'RESULTS' || reply.next === null) break;
    cursor = reply.next;
  }
  return { ok: true, value: found };
}
