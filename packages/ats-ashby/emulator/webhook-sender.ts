import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { NewId } from './new-id.ts';
import type { Webhook, WebhookType } from './records.ts';
import type { Store } from './store.ts';
import type { Witness } from './witness.ts';

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

const mostAttempts = 10;
const timeoutMs = 5_000;
/** An answer that means: do not come again. */
const final = new Set([401, 403, 404, 405, 410]);

/** 10 s, 30 s, 70 s, 150 s … after the first attempt, the second, the third. */
export function retryDelayMs(attempt: number): number {
  return (2 ** attempt - 1) * 10_000;
}

type Means = {
  readonly store: Store;
  readonly newId: NewId;
  readonly witness: Witness;
  readonly stopped: AbortSignal;
};

export function webhookSender(
  { store, newId, witness, stopped }: Means,
  { webhooks, retryScale }: WebhookDelivery,
): Hooks {
  async function deliver(webhook: Webhook, body: string): Promise<void> {
    for (let attempt = 1; !stopped.aborted; attempt++) {
      const status = await post(webhook, body);
      const isOver = status !== null && (status < 300 || final.has(status));
      if (isOver || attempt === mostAttempts) return;
      const delayMs = retryDelayMs(attempt) * retryScale;
      await wait(delayMs, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
  return {
    tell(type, data) {
      // One id an event, over every webhook and every repetition.
      const event = { webhookActionId: newId(`${type} told`), action: type, data };
      witness.event(event);
      if (webhooks === 'KEPT') return;
      const body = JSON.stringify(event);
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
