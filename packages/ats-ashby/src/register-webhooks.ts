import type { Answer } from '@handoff/core';
import { answerOf } from './answers.ts';
import type { Call } from './client.ts';
import { zWebhook, zWebhookDeleted } from './generated/zod.gen.ts';
import { apiKeysWrite } from './permissions.ts';

/** What we listen to: one webhook each. A candidate's creation and change have none, so that the feed is read for them. */
const kinds = ['candidateMerge', 'candidateDelete', 'applicationUpdate'] as const;

const expected = { shape: zWebhook.pick({ id: true }), permission: apiKeysWrite };
const removed = { shape: zWebhookDeleted, permission: apiKeysWrite };

type Registered = { readonly remoteIds: readonly string[] };

/** Ashby pings each address at once, and keeps a webhook whose ping goes unanswered switched off. */
export async function registerWebhooks(
  call: Call,
  { url, secret }: { url: string; secret: string },
): Promise<Answer<Registered>> {
  const remoteIds: string[] = [];
  for (const webhookType of kinds) {
    const reply = await call('webhook.create', { webhookType, requestUrl: url, secretToken: secret });
    const made = answerOf(reply, expected);
    if (!made.ok) {
      await removeWebhooks(call, { remoteIds });
      return made;
    }
    remoteIds.push(made.value.id);
  }
  return { ok: true, value: { remoteIds } };
}

export async function rotateWebhooks(
  call: Call,
  { remoteIds, secret }: Registered & { secret: string },
): Promise<Answer<null>> {
  for (const webhookId of remoteIds) {
    const changed = answerOf(await call('webhook.update', { webhookId, secretToken: secret, enabled: true }), expected);
    if (!changed.ok) return changed;
  }
  return { ok: true, value: null };
}

/** One that is gone already is as good as removed. */
export async function removeWebhooks(call: Call, { remoteIds }: Registered): Promise<Answer<null>> {
  for (const webhookId of remoteIds) {
    const reply = await call('webhook.delete', { webhookId });
    if (reply.kind === 'REFUSED' && reply.code === 'webhook_not_found') continue;
    const gone = answerOf(reply, removed);
    if (!gone.ok) return gone;
  }
  return { ok: true, value: null };
}
