import { z } from 'zod';
import type { HttpRequest, HttpResult } from '../src/connector/transport.ts';
import { type Answered, addPerson, apply, type Client, removePerson, type Store, withEmail } from './store.ts';

type Call = {
  readonly store: Store;
  readonly client: Client;
  readonly params: readonly string[];
  readonly url: URL;
  readonly body: unknown;
};
type Route = {
  readonly method: string;
  readonly path: RegExp;
  readonly scope: string | null;
  readonly run: (call: Call) => Answered;
};

const newPerson = z.object({ name: z.string(), email: z.email(), jobId: z.string().nullish() });
const search = z.object({ emails: z.array(z.string()).max(50) });
const application = z.object({ jobId: z.string() });
const note = z.object({ text: z.string() });
const client = z.object({ clientId: z.string(), clientSecret: z.string() });

/** What the ATS offers, and the scope that each needs. A write is made in the name of one of its users. */
const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/me$/,
    scope: null,
    run: ({ store, client: { scopes } }) => ok({ organization: store.organization, scopes }),
  },
  { method: 'GET', path: /^\/jobs$/, scope: 'jobs:read', run: listJobs },
  { method: 'POST', path: /^\/people\/search$/, scope: 'people:read', run: findPeople },
  {
    method: 'GET',
    path: /^\/people\/([^/]+)$/,
    scope: 'people:read',
    run: ({ store, params: [id = ''] }) => person(store, id),
  },
  { method: 'POST', path: /^\/people$/, scope: 'people:write', run: createPerson },
  { method: 'POST', path: /^\/people\/([^/]+)\/applications$/, scope: 'people:write', run: createApplication },
  { method: 'POST', path: /^\/people\/([^/]+)\/notes$/, scope: 'notes:write', run: createNote },
  { method: 'DELETE', path: /^\/people\/([^/]+)$/, scope: 'people:write', run: deletePerson },
];

const pageSize = 20;

/** One request, answered. */
export function handle(store: Store, request: HttpRequest): HttpResult {
  const { status, body } = answer(store, request);
  return {
    kind: 'ANSWERED',
    status,
    headers: { 'content-type': 'application/json', 'ratelimit-remaining': '99', 'ratelimit-reset': '10' },
    body: body === null ? '' : JSON.stringify(body),
  };
}

function answer(store: Store, request: HttpRequest): Answered {
  const url = new URL(request.url);
  const body = parse(request.body);
  if (url.pathname === '/token') return giveToken(store, body);
  const caller = admit(store, request.headers.authorization);
  if ('status' in caller) return caller;
  const route = routes.find(({ method, path }) => method === request.method && path.test(url.pathname));
  if (!route) return { status: 404, body: { error: 'no_such_route' } };
  if (route.scope !== null && !caller.scopes.includes(route.scope)) {
    return { status: 403, body: { error: 'scope_missing', scope: route.scope } };
  }
  const params = route.path.exec(url.pathname)?.slice(1) ?? [];
  return once(store, request, () => route.run({ store, client: caller, params, url, body }));
}

/** A write with a key that was seen is answered as it was then. */
function once(store: Store, { method, headers }: HttpRequest, run: () => Answered): Answered {
  const key = headers['idempotency-key'];
  if (method !== 'GET' && key !== undefined && headers['x-acting-user'] === undefined)
    return refuse(422, 'acting_user_missing');
  const before = key === undefined ? undefined : store.answered.get(key);
  if (before) return before;
  const given = run();
  if (key !== undefined && given.status < 300) store.answered.set(key, given);
  return given;
}

function parse(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? 'null');
  } catch {
    return null;
  }
}

function giveToken(store: Store, body: unknown): Answered {
  const given = client.safeParse(body);
  const known = given.success ? store.clients.get(given.data.clientId) : undefined;
  if (!known || known.clientSecret !== given.data?.clientSecret) return refuse(401, 'client_unknown');
  const accessToken = crypto.randomUUID();
  store.tokens.set(accessToken, { clientId: known.clientId, left: store.requestsPerToken });
  return ok({ accessToken });
}

function admit(store: Store, authorization: string | undefined): Client | Answered {
  if (authorization === undefined) return refuse(401, 'token_missing');
  const token = store.tokens.get(authorization.replace(/^Bearer /, ''));
  const caller = token && store.clients.get(token.clientId);
  if (!token || !caller) return refuse(401, 'client_unknown');
  if (token.left <= 0) return refuse(401, 'token_expired');
  token.left -= 1;
  return caller;
}

function listJobs({ store, url }: Call): Answered {
  const words = (url.searchParams.get('title') ?? '').toLowerCase();
  const open = [...store.jobs.values()].filter(
    ({ status, title }) => status === 'open' && title.toLowerCase().includes(words),
  );
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const next = from + pageSize < open.length ? String(from + pageSize) : null;
  return ok({ items: open.slice(from, from + pageSize), next });
}

function findPeople({ store, body }: Call): Answered {
  const { emails } = search.parse(body);
  return ok({ items: withEmail(store, emails).filter(({ id }) => !store.hidden?.has(id)) });
}

function person(store: Store, id: string): Answered {
  const found = store.people.get(id);
  return found ? ok(found) : refuse(404, 'person_unknown');
}

/** One person an address: who is there already is given back as they are. */
function createPerson({ store, body }: Call): Answered {
  const given = newPerson.safeParse(body);
  if (!given.success) return refuse(422, 'invalid');
  const { name, email, jobId } = given.data;
  const job = jobId ? store.jobs.get(jobId) : undefined;
  if (!job) return refuse(404, 'job_unknown');
  if (job.status !== 'open') return refuse(409, 'job_closed');
  const [before] = withEmail(store, [email]);
  const added = before ?? addPerson(store, { name, emails: [email] });
  apply(store, added.id, job.id);
  return { status: before ? 200 : 201, body: { ...added, created: before === undefined } };
}

function createApplication({ store, params: [id = ''], body }: Call): Answered {
  const { jobId } = application.parse(body);
  if (!store.people.has(id)) return refuse(404, 'person_unknown');
  const job = store.jobs.get(jobId);
  if (!job) return refuse(404, 'job_unknown');
  if (job.status !== 'open') return refuse(409, 'job_closed');
  const { application: made, made: when } = apply(store, id, jobId);
  return { status: when === 'NOW' ? 201 : 200, body: made };
}

function createNote({ store, params: [id = ''], body }: Call): Answered {
  if (!store.people.has(id)) return refuse(404, 'person_unknown');
  const added = { id: crypto.randomUUID(), personId: id, text: note.parse(body).text };
  store.notes.push(added);
  return { status: 201, body: added };
}

function deletePerson({ store, params: [id = ''] }: Call): Answered {
  if (!store.people.has(id)) return refuse(404, 'person_unknown');
  removePerson(store, id);
  return { status: 204, body: null };
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}

function refuse(status: number, error: string): Answered {
  return { status, body: { error } };
}
