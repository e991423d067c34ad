import type { WebhookTopic } from './capabilities.ts';

/** A delivery as it came in: the bytes are what was signed. */
export type Delivery = {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** What a delivery hints at. The API is the truth: a hint only says what to read again. */
export type Hint = {
  readonly topic: WebhookTopic;
  readonly remoteId: string;
  /** Of a merged candidate: who it is now. */
  readonly movedTo: string | null;
  /** The delivery's own id: the same one twice is one. */
  readonly deliveryId: string;
};

export type WebhookVerdict =
  | { readonly kind: 'VERIFIED'; readonly hints: readonly Hint[] }
  /** The signature fits none of the secrets, or is missing. */
  | { readonly kind: 'FORGED' }
  /** Signed well, in a shape that we do not know. */
  | { readonly kind: 'UNREADABLE' };

/** Told by the ATS: verified over the raw bytes, in constant time, against each secret that is in use. */
export type Webhooks = {
  verify(delivery: Delivery, secrets: readonly string[]): Promise<WebhookVerdict>;
};
