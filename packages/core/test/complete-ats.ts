import type { RemoteAts, Rig } from '../conformance/rig.ts';
import { handle } from '../reference-ats/api.ts';
import { newStore, referenceAts } from '../reference-ats/index.ts';
import { remoteOf } from '../reference-ats/rig.ts';
import type { Store } from '../reference-ats/store.ts';
import type { Connector, SessionContext } from '../src/connector/define-connector.ts';
import type { Answer } from '../src/connector/outcome.ts';
import type { CandidateRecord, JobRecord } from '../src/connector/records.ts';
import type { Changes, PulledApplication } from '../src/connector/session.ts';
import type { HttpRequest, HttpResult } from '../src/connector/transport.ts';
import type { Delivery, Hint, Webhooks } from '../src/connector/webhook.ts';
import { atsError } from '../src/errors/ats-error.ts';

const pageSize = 100;

/** The reference connector with what it lacks, a feed and webhooks: so that every audit is asked of somebody. */
export const complete: Connector = {
  ...referenceAts,
  id: 'complete',
  capabilities: { ...referenceAts.capabilities, feed: 'INCREMENTAL', webhooks: ['CANDIDATE_CHANGED'] },
  webhooks: { verify: (delivery, secrets) => verify(delivery, secrets) },
  open(context) {
    const ask = asker(context);
    return {
      ...referenceAts.open(context),
      pullCandidates: ({ cursor }) => pull<CandidateRecord>(ask, { of: 'people', cursor }),
      pullApplications: ({ cursor }) => pull<PulledApplication>(ask, { of: 'applications', cursor }),
      pullJobs: ({ cursor }) => pull<JobRecord>(ask, { of: 'jobs', cursor }),
      registerWebhooks: (wish) => ask('POST', '/hooks', wish),
      rotateWebhooks: (wish) => ask('PUT', '/hooks', wish),
      removeWebhooks: (wish) => ask('DELETE', '/hooks', wish),
    };
  },
};

export function rigOf(connector: Connector): Rig {
  return { connector, start: async () => completeRemote() };
}

type Hook = { readonly remoteId: string; readonly url: string; secret: string };
type Extras = {
  readonly store: Store;
  readonly hooks: Map<string, Hook>;
  readonly jobLog: JobRecord[];
  generation: number;
};

function completeRemote(): RemoteAts {
  const extras: Extras = { store: newStore(), hooks: new Map(), jobLog: [], generation: 1 };
  const remote = remoteOf(extras.store);
  const noteJob = (remoteId: string) => {
    const job = extras.store.jobs.get(remoteId);
    const status = job?.status === 'open' ? 'OPEN' : 'CLOSED';
    if (job) extras.jobLog.push({ remoteId, title: job.title, status, confidential: false });
  };
  let deliveries = 0;
  return {
    ...remote,
    send: async (request) => answerExtra(extras, request) ?? handle(extras.store, request),
    async addJob(job) {
      const remoteId = await remote.addJob(job);
      noteJob(remoteId);
      return remoteId;
    },
    async closeJob(remoteId) {
      await remote.closeJob(remoteId);
      noteJob(remoteId);
    },
    records: async () => ({ ...(await remote.records()), webhooks: [...extras.hooks.values()] }),
    expireCursors: async () => {
      extras.generation += 1;
    },
    async deliver({ topic, remoteId, secret }) {
      deliveries += 1;
      const body = new TextEncoder().encode(JSON.stringify({ id: `delivery-${deliveries}`, topic, remoteId }));
      return { headers: { 'x-signature': await signatureOf(body, secret) }, body };
    },
  };
}

/** What the reference ATS lacks; null for what is its own. */
function answerExtra(extras: Extras, { method, url, body }: HttpRequest): HttpResult | null {
  const { pathname, searchParams } = new URL(url);
  if (pathname === '/changes') return changes(extras, searchParams);
  if (pathname !== '/hooks') return null;
  const wish = JSON.parse(body ?? '{}') as { url?: string; secret?: string; remoteIds?: string[] };
  if (method === 'POST') {
    const remoteId = crypto.randomUUID();
    extras.hooks.set(remoteId, { remoteId, url: wish.url ?? '', secret: wish.secret ?? '' });
    return answer(200, { remoteIds: [remoteId] });
  }
  for (const remoteId of wish.remoteIds ?? []) {
    const hook = extras.hooks.get(remoteId);
    if (method === 'DELETE') extras.hooks.delete(remoteId);
    else if (hook) hook.secret = wish.secret ?? '';
  }
  return answer(200, null);
}

function changes({ store, jobLog, generation }: Extras, query: URLSearchParams): HttpResult {
  const [since = generation, from = 0] = (query.get('cursor') ?? '').split(':').filter(Boolean).map(Number);
  if (since !== generation) return answer(410, { error: 'cursor_expired' });
  const all = {
    people: [...store.people.values()].map(({ id, ...person }) => ({ remoteId: id, url: null, ...person })),
    applications: store.applications.map((one) => ({
      remoteId: one.id,
      status: one.stage,
      candidateRemoteId: one.personId,
      jobRemoteId: one.jobId,
    })),
    jobs: jobLog,
  }[query.get('of') ?? 'people'];
  const changed = all?.slice(from, from + pageSize) ?? [];
  const next = from + changed.length;
  return answer(200, {
    changed,
    gone: [],
    resume: `${generation}:${next}`,
    more: next < (all?.length ?? 0) ? 'MORE' : 'COMPLETE',
  });
}

function answer(status: number, body: unknown): HttpResult {
  return { kind: 'ANSWERED', status, headers: {}, body: JSON.stringify(body) };
}

type Ask = <T>(method: HttpRequest['method'], path: string, body?: unknown) => Promise<Answer<T>>;

function asker({ baseUrl, send }: SessionContext): Ask {
  return async <T>(method: HttpRequest['method'], path: string, body?: unknown): Promise<Answer<T>> => {
    const request = { method, url: new URL(path, baseUrl).href, headers: {} };
    const result = await send(body === undefined ? request : { ...request, body: JSON.stringify(body) });
    if (result.kind !== 'ANSWERED' || result.status >= 500) {
      return { ok: false, error: atsError('REMOTE_UNAVAILABLE', 'No answer came.') };
    }
    if (result.status === 410) return { ok: false, error: atsError('CURSOR_EXPIRED', 'The cursor has expired.') };
    return { ok: true, value: JSON.parse(result.body, dates) as T };
  };
}

function dates(name: string, value: unknown): unknown {
  return name === 'createdAt' && typeof value === 'string' ? new Date(value) : value;
}

function pull<T>(ask: Ask, { of, cursor }: { of: string; cursor: string | null }): Promise<Answer<Changes<T>>> {
  return ask('GET', `/changes?of=${of}${cursor === null ? '' : `&cursor=${cursor}`}`);
}

const verify: Webhooks['verify'] = async ({ headers, body }, secrets) => {
  const given = headers['x-signature'];
  const good = await Promise.all(secrets.map(async (secret) => (await signatureOf(body, secret)) === given));
  if (given === undefined || !good.includes(true)) return { kind: 'FORGED' };
  return { kind: 'VERIFIED', hints: [hintOf(body)] };
};

export function hintOf(body: Delivery['body']): Hint {
  const told = JSON.parse(new TextDecoder().decode(body)) as { id: string; topic: Hint['topic']; remoteId: string };
  return { deliveryId: told.id, topic: told.topic, remoteId: told.remoteId, movedTo: null };
}

async function signatureOf(body: Uint8Array, secret: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign']);
  return Buffer.from(await crypto.subtle.sign('HMAC', key, new Uint8Array(body))).toString('hex');
}
