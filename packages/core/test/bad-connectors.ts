import type { Level } from '../conformance/index.ts';
import type { Connector, SessionContext } from '../src/connector/define-connector.ts';
import type { Session } from '../src/connector/session.ts';
import type { Send } from '../src/connector/transport.ts';
import { atsError } from '../src/errors/ats-error.ts';
import { complete, hintOf } from './complete-ats.ts';

/** The good one with a fault: in its definition, in what it sends, or in a method of its session. */
export function bad(change: Partial<Connector>): Connector {
  return { ...complete, ...change };
}

function sending(change: (send: Send) => Send): Connector {
  return bad({ open: (context) => complete.open({ ...context, send: change(context.send) }) });
}

function withMethods(change: (session: Session, context: SessionContext) => Partial<Session>): Connector {
  return bad({
    open(context) {
      const session = complete.open(context);
      return { ...session, ...change(session, context) };
    },
  });
}

export type BadConnector = readonly [fault: string, connector: Connector, level: Level, says: RegExp];

/** One fault each, with the level that must find it, and what must be said. */
export const badConnectors: readonly BadConnector[] = [
  ['has an id with capitals', bad({ id: 'Bad' }), 'STATIC', /The id "Bad" must be lower case/],
  ['was written for another version', bad({ interfaceVersion: '0.9' }), 'STATIC', /version 0\.9/],
  [
    'calls nothing of its credential secret',
    bad({ credential: { ...complete.credential, fields: [{ ...complete.credential.fields[0], secret: 'PLAIN' }] } }),
    'STATIC',
    /everybody could read it/,
  ],
  [
    'declares what it cannot do',
    withMethods(() => ({ recordActivity: undefined as never })),
    'STATIC',
    /promise recordActivity/,
  ],
  [
    'declares webhooks and verifies none',
    { ...complete, webhooks: undefined } as unknown as Connector,
    'STATIC',
    /nothing verifies them/,
  ],
  [
    'cannot be safe at all',
    bad({ capabilities: { ...complete.capabilities, findByEmail: null, uniqueness: 'NONE', idempotencyKey: 'NONE' } }),
    'STATIC',
    /no create can be safe/,
  ],
  [
    'sends as soon as it is opened',
    bad({
      open(context) {
        void context.send({ method: 'GET', url: `${context.baseUrl}/me`, headers: {} });
        return complete.open(context);
      },
    }),
    'STATIC',
    /Opening a session sent a request/,
  ],
  [
    'takes every key for good',
    withMethods(() => ({
      check: async () => ({
        ok: true,
        value: {
          organizationMarks: [],
          organization: null,
          permissions: complete.permissions.map((one) => ({ ...one, granted: true })),
        },
      }),
    })),
    'READ',
    /must fail with AUTH_INVALID/,
  ],
  [
    'loses a page',
    withMethods((session) => ({
      listJobs: async (page) => {
        const answer = await session.listJobs(page);
        return answer.ok ? { ok: true, value: { ...answer.value, next: null } } : answer;
      },
    })),
    'READ',
    /a page was lost/,
  ],
  [
    'takes a failed look-up for nobody',
    withMethods((session) => ({
      findCandidates: async (query) => {
        const found = await session.findCandidates?.(query);
        return found?.ok ? found : { ok: true, value: [] };
      },
    })),
    'READ',
    /taken for "nobody is there"/,
  ],
  [
    'folds plus signs away',
    withMethods((session) => ({
      findCandidates: async ({ emails }) =>
        (await session.findCandidates?.({
          emails: emails.flatMap((email) => [email, email.replace('@', '+jobs@')]),
        })) ?? { ok: true, value: [] },
    })),
    'READ',
    /person with another address was found/,
  ],
  [
    'reads the clock',
    withMethods((session) => ({
      check: () => {
        Date.now();
        return session.check();
      },
    })),
    'READ',
    /asked for the present time/,
  ],
  [
    'waits',
    withMethods((session) => ({
      check: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return session.check();
      },
    })),
    'READ',
    /used setTimeout/,
  ],
  [
    'logs',
    withMethods((session) => ({
      check: () => {
        // biome-ignore lint/suspicious/noConsole: that is the fault.
        console.log('checking');
        return session.check();
      },
    })),
    'READ',
    /used console\.log/,
  ],
  [
    'has a way of its own to the network',
    withMethods((session) => ({
      check: async () => {
        await fetch('data:,').catch(() => undefined);
        return session.check();
      },
    })),
    'READ',
    /used fetch/,
  ],
  [
    'says APPLIED before the write',
    withMethods(() => ({
      createCandidate: async ({ name, email, at }) => ({
        kind: 'APPLIED',
        value: { remoteId: 'made-up', url: null, name, emails: [email], createdAt: at },
      }),
    })),
    'PUSH',
    /After one creation the ATS has 0 people/,
  ],
  [
    'looks before it creates, by itself',
    withMethods((session) => ({
      createCandidate: async (command) => {
        await session.findCandidates?.({ emails: [command.email] });
        return session.createCandidate(command);
      },
    })),
    'PUSH',
    /took 2 remote calls/,
  ],
  [
    'does not say that it was so before',
    withMethods((session) => ({
      ensureApplication: async (command) => {
        const outcome = await session.ensureApplication(command);
        return outcome.kind === 'ALREADY' ? { ...outcome, kind: 'APPLIED' } : outcome;
      },
    })),
    'PUSH',
    /there already was APPLIED/,
  ],
  [
    'takes a closed job for a fault of the data',
    withMethods((session) => ({
      ensureApplication: async (command) => {
        const outcome = await session.ensureApplication(command);
        return 'error' in outcome && outcome.error.code === 'JOB_NOT_OPEN'
          ? { ...outcome, error: atsError('VALIDATION', 'No.') }
          : outcome;
      },
    })),
    'PUSH',
    /must fail with JOB_NOT_OPEN/,
  ],
  [
    'retries by itself',
    sending((send) => async (request) => {
      const result = await send(request);
      return result.kind === 'ANSWERED' && result.status >= 500 ? send(request) : result;
    }),
    'RESILIENCE',
    /a session never retries/,
  ],
  [
    'takes a lost answer for a failure',
    withMethods((session) => ({
      createCandidate: async (command) => {
        const outcome = await session.createCandidate(command);
        return outcome.kind === 'UNKNOWN' ? { ...outcome, kind: 'NOT_DONE' } : outcome;
      },
    })),
    'RESILIENCE',
    /that makes a duplicate/,
  ],
  [
    'takes every failure for unknown',
    withMethods((session) => ({
      createCandidate: async (command) => {
        const outcome = await session.createCandidate(command);
        return outcome.kind === 'NOT_DONE' ? { ...outcome, kind: 'UNKNOWN' } : outcome;
      },
    })),
    'RESILIENCE',
    /nothing had left/,
  ],
  [
    'ignores that we stop',
    withMethods((session, { send, baseUrl }) => ({
      ensureApplication: async (command) => {
        const outcome = await session.ensureApplication(command);
        if (outcome.kind === 'UNKNOWN')
          for (const path of ['/me', '/jobs', '/jobs?cursor=1', '/jobs?cursor=2'])
            await send({ method: 'GET', url: `${baseUrl}${path}`, headers: {} });
        return outcome;
      },
    })),
    'RESILIENCE',
    /went on sending/,
  ],
  [
    'forgets how long to wait',
    withMethods((session) => ({
      listJobs: async (page) => {
        const answer = await session.listJobs(page);
        return answer.ok ? answer : { ok: false, error: atsError(answer.error.code, answer.error.message) };
      },
    })),
    'RESILIENCE',
    /must be passed on/,
  ],
  [
    'ends its feed early',
    withMethods((session) => ({
      pullCandidates: async (query) => {
        const answer = await session.pullCandidates?.(query);
        if (!answer?.ok) return answer as never;
        return { ok: true, value: { ...answer.value, more: 'COMPLETE' } };
      },
    })),
    'TWO_WAY',
    /a page was lost/,
  ],
  [
    'goes on from an expired cursor as if nothing were',
    withMethods((session) => ({
      pullCandidates: async ({ cursor }) => {
        const answer = await session.pullCandidates?.({ cursor });
        return answer?.ok === false && answer.error.code === 'CURSOR_EXPIRED'
          ? { ok: true, value: { changed: [], gone: [], resume: cursor ?? '', more: 'COMPLETE' } }
          : (answer as never);
      },
    })),
    'TWO_WAY',
    /expired cursor must fail/,
  ],
  [
    'believes every webhook',
    bad({ webhooks: { verify: async ({ body }) => ({ kind: 'VERIFIED', hints: [hintOf(body)] }) } }),
    'TWO_WAY',
    /must be FORGED/,
  ],
  [
    'leaks the key into an error',
    withMethods((session, { credential }) => ({
      createCandidate: async (command) => {
        const outcome = await session.createCandidate(command);
        return 'error' in outcome
          ? { ...outcome, error: { ...outcome.error, message: `refused for ${credential.clientSecret}` } }
          : outcome;
      },
    })),
    'PRIVACY',
    /holds the secret of the credential/,
  ],
  [
    'names the person in an error',
    withMethods((session) => ({
      createCandidate: async (command) => {
        const outcome = await session.createCandidate(command);
        return 'error' in outcome
          ? { ...outcome, error: { ...outcome.error, message: `refused ${command.email}` } }
          : outcome;
      },
    })),
    'PRIVACY',
    /name or the address of a person/,
  ],
  [
    'only says that it erased',
    withMethods(() => ({ erase: async () => ({ kind: 'APPLIED', value: null }) })),
    'PRIVACY',
    /still there/,
  ],
];
