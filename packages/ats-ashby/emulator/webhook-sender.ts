import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { NewId } from './new-id.ts';
import type { Webhook, WebhookType } from './records.ts';
import type { Store } from './store.ts';

/** Tells an event to whoever asked for it, as Ashby does: signed, and again when it is not taken. */
export type Hooks = {
  tell(type: WebhookType, data: object): void;
  /** Whether the address takes a ping. */
  ping(webhook: Address): Promise<boolean>;
};

type Address = Pick<Webhook, 'requestUrl' | 'secretToken'>;

export type WebhookDelivery = {
  /** `SENT` to the addresses that were asked for, or `KEPT` inside: every ping is taken for answered. */
  readonly webhooks: 'SENT' | 'KEPT';
  /** 1 as Ashby's own; 0.001 makes the ten seconds of the schedule ten milliseconds. */
  readonly retryScale: number;
};

const attempts = 10;
const timeoutMs = 5_000;
/** An answer that means: do not come again. */
const final = new Set([401, 403, 404, 405, 410]);

export function webhookSender(
  { store, newId, stopped }: { store: Store; newId: NewId; stopped: AbortSignal },
  { webhooks, retryScale }: WebhookDelivery,
): Hooks {
  async function deliver(webhook: Webhook, body: string): Promise<void> {
    for (let attempt = 1; attempt <= attempts && !stopped.aborted; attempt++) {
      const status = await post(webhook, body);
      if (status !== null && (status < 300 || final.has(status))) return;
      await wait((2 ** attempt - 1) * 10_000 * retryScale, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
  return {
    tell(type, data) {
      if (webhooks === 'KEPT') return;
      // One id an event, over every webhook and every repetition.
      const body = JSON.stringify({ webhookActionId: newId(`${type} told`), action: type, data });
      for (const { record } of store.state.webhooks.values()) {
        if (record.enabled && record.webhookType === type) void deliver(record, body);
      }
    },
    async ping(webhook) {
      if (webhooks === 'KEPT') return true;
      const status = await post(webhook, JSON.stringify({ action: 'ping', data: { webhookActionType: 'ping' } }));
      return status !== null && status <= 400;
    },
  };
}

export function signatureOf(body: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** The status of the answer; null when there was none. */
async function post({ requestUrl, secretToken }: Address, body: string): Promise<number | null> {
  try {
    const response = await fetch(requestUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Ashby-Webhook',
        'ashby-signature': signatureOf(body, secretToken),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
