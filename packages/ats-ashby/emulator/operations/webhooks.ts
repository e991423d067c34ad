import { z } from 'zod';
import { defineOperation, idSchema, notVisible } from '../operation.ts';
import { type Webhook, webhookTypes } from '../records.ts';
import { webhookView } from '../view.ts';

const address = z.url({ protocol: /^https?$/ });

/** Pinged at once: an address that does not take the ping is kept, switched off. */
export const createWebhook = defineOperation({
  name: 'webhook.create',
  permission: 'apiKeys:write',
  input: z.object({ webhookType: z.enum(webhookTypes), requestUrl: address, secretToken: z.string().min(1) }),
  async run({ commit, newId, hooks }, input) {
    const enabled = await hooks.ping(input);
    const record: Webhook = { ...input, id: newId('webhook'), enabled };
    commit({ kind: 'WEBHOOK', record });
    return { ok: true, results: webhookView(record, 'SHOWN') };
  },
});

export const webhookInfo = defineOperation({
  name: 'webhook.info',
  permission: 'apiKeys:read',
  input: z.object({ webhookId: idSchema }),
  run({ state }, { webhookId }) {
    const record = state.webhooks.get(webhookId)?.record;
    return record ? { ok: true, results: webhookView(record, 'HIDDEN') } : notVisible('webhook');
  },
});

export const updateWebhook = defineOperation({
  name: 'webhook.update',
  permission: 'apiKeys:write',
  input: z.object({
    webhookId: idSchema,
    enabled: z.boolean().optional(),
    requestUrl: address.optional(),
    secretToken: z.string().min(1).optional(),
  }),
  async run({ state, commit, hooks }, { webhookId, enabled: wanted = true, requestUrl, secretToken }) {
    const before = state.webhooks.get(webhookId)?.record;
    if (before === undefined) return notVisible('webhook');
    const changed = {
      ...before,
      requestUrl: requestUrl ?? before.requestUrl,
      secretToken: secretToken ?? before.secretToken,
    };
    const record = { ...changed, enabled: wanted && (await hooks.ping(changed)) };
    commit({ kind: 'WEBHOOK', record });
    return { ok: true, results: webhookView(record, 'SHOWN') };
  },
});

export const deleteWebhook = defineOperation({
  name: 'webhook.delete',
  permission: 'apiKeys:write',
  input: z.object({ webhookId: idSchema }),
  run({ state, commit }, { webhookId }) {
    if (!state.webhooks.has(webhookId)) return notVisible('webhook');
    commit({ kind: 'WEBHOOK_GONE', webhookId });
    return { ok: true, results: { webhookId } };
  },
});
