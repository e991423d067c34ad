import type { RemoteAts, Rig } from '../conformance/rig.ts';
import { handle } from '../reference-ats/api.ts';
import { newStore, referenceAts } from '../reference-ats/index.ts';
import { remoteOf } from '../reference-ats/rig.ts';
import type { Store } from '../reference-ats/store.ts';
import type { Connector, SessionContext } from '../src/connector/define-connector.ts';
import type { Answer } from '../src/connector/outcome.ts';
import type { CandidateRecord } from '../src/connector/records.ts';
import type { Changes } from '../src/connector/session.ts';
import type { HttpRequest, HttpResult } from '../src/connector/transport.ts';
import type { Delivery, Webhooks } from '../src/connector/webhook.ts';
import { atsError } from '../src/errors/ats-error.ts';

const pageSize = 100;

/** The reference connector with what it lacks, a feed and webhooks: so that every audit is asked of somebody. */
export const complete: Connector = {
  ...referenceAts,
  id: 'complete',
  capabilities: { ...referenceAts.capabilities, feed: 'INCREMENTAL', webhooks: ['CANDIDATE_CHANGED'] },
  webhooks: { verify: (delivery, secrets) => verify(delivery, secrets) },
  open(context) {
    const session = referenceAts.open(context);
    return { ...session, pullCandidates: ({ cursor }) => pull(context, cursor) };
  },
};

export function rigOf(connector: Connector): Rig {
  return { connector, start: async () => completeRemote() };
}

function completeRemote(): RemoteAts {
  const store = newStore();
  const feed = { generation: 1 };
  let deliveries = 0;
  return {
    ...remoteOf(store),
    send: async (request) => {
      const url = new URL(request.url);
      return url.pathname === '/changes' ? changes({ store, feed }, url) : handle(store, request);
    },
    expireCursors: async () => {
      feed.generation += 1;
    },
    async deliver({ topic, remoteId, secret }) {
      deliveries += 1;
      const body = new TextEncoder().encode(JSON.stringify({ id: `delivery-${deliveries}`, topic, remoteId }));
      return { headers: { 'x-signature': await signatureOf(body, secret) }, body };
    },
  };
}

function changes({ store, feed }: { store: Store; feed: { generation: number } }, url: URL): HttpResult {
  const [generation = feed.generation, from = 0] = (url.searchParams.get('cursor') ?? '')
    .split(':')
    .filter(Boolean)
    .map(Number);
  if (generation !== feed.generation) return answer(410, { error: 'cursor_expired' });
  const people = [...store.people.values()].slice(from, from + pageSize);
  const next = from + people.length;
  return answer(200, { people, resume: `${feed.generation}:${next}`, more: next < store.people.size });
}

function answer(status: number, body: unknown): HttpResult {
  return { kind: 'ANSWERED', status, headers: {}, body: JSON.stringify(body) };
}

type ChangesBody = {
  people: { id: string; name: string; emails: string[]; createdAt: string }[];
  resume: string;
  more: boolean;
};

async function pull(
  { baseUrl, send }: SessionContext,
  cursor: string | null,
): Promise<Answer<Changes<CandidateRecord>>> {
  const url = new URL(`/changes${cursor === null ? '' : `?cursor=${cursor}`}`, baseUrl).href;
  const request: HttpRequest = { method: 'GET', url, headers: {} };
  const result = await send(request);
  if (result.kind !== 'ANSWERED' || result.status >= 500)
    return { ok: false, error: atsError('REMOTE_UNAVAILABLE', 'No page came.') };
  if (result.status === 410) return { ok: false, error: atsError('CURSOR_EXPIRED', 'The cursor has expired.') };
  const { people, resume, more } = JSON.parse(result.body) as ChangesBody;
  const changed = people.map(({ id, createdAt, ...rest }) => ({
    remoteId: id,
    url: null,
    createdAt: new Date(createdAt),
    ...rest,
  }));
  return { ok: true, value: { changed, gone: [], resume, more: more ? 'MORE' : 'COMPLETE' } };
}

const verify: Webhooks['verify'] = async ({ headers, body }, secrets) => {
  const given = headers['x-signature'];
  const good = await Promise.all(secrets.map(async (secret) => (await signatureOf(body, secret)) === given));
  if (given === undefined || !good.includes(true)) return { kind: 'FORGED' };
  return { kind: 'VERIFIED', hints: [hintOf(body)] };
};

export function hintOf(body: Delivery['body']) {
  const { id, topic, remoteId } = JSON.parse(new TextDecoder().decode(body)) as {
    id: string;
    topic: 'CANDIDATE_CHANGED';
    remoteId: string;
  };
  return { deliveryId: id, topic, remoteId };
}

async function signatureOf(body: Uint8Array, secret: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign']);
  return Buffer.from(await crypto.subtle.sign('HMAC', key, new Uint8Array(body))).toString('hex');
}
