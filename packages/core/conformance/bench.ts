import type { CreateCandidate, EnsureApplication } from '../src/connector/commands.ts';
import type { Credential } from '../src/connector/credential.ts';
import type { Answer, Outcome } from '../src/connector/outcome.ts';
import type { Session } from '../src/connector/session.ts';
import type { HttpRequest, HttpResult, Send } from '../src/connector/transport.ts';
import type { ErrorCode } from '../src/errors/codes.ts';
import { expectThat, Finding } from './audit.ts';
import type { RemoteAts, Rig } from './rig.ts';
import { newSandbox } from './sandbox.ts';

export type Sent = { readonly request: HttpRequest; readonly result: HttpResult };

/** A session that is watched: what it sends is seen, and what it must not touch is held against it. */
type Watched = { readonly session: Session; readonly sent: readonly Sent[] };

export type Bench = {
  readonly rig: Rig;
  readonly ats: RemoteAts;
  open(options?: { credential?: Credential; through?: (send: Send) => Send }): Watched;
};

/** An organisation of its own for one audit, gone afterwards. */
export function onBench(audit: (bench: Bench) => Promise<void>): (rig: Rig) => Promise<void> {
  return async (rig) => {
    const ats = await rig.start();
    try {
      await audit({ rig, ats, open: (options = {}) => openWatched(rig, ats, options) });
    } finally {
      await ats.stop();
    }
  };
}

function openWatched(
  rig: Rig,
  ats: RemoteAts,
  options: { credential?: Credential; through?: (send: Send) => Send },
): Watched {
  const sandbox = newSandbox();
  const sent: Sent[] = [];
  const way = options.through?.(ats.send) ?? ats.send;
  const send: Send = (request) =>
    sandbox.outside(async () => {
      const result = await way(request);
      sent.push({ request, result });
      return result;
    });
  const { credential = ats.credential } = options;
  const session = rig.connector.open({ credential, baseUrl: ats.baseUrl, send });
  const watched = new Proxy(session, {
    get(target, name) {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        const answer = await sandbox.inside(async () => method.apply(target, args) as unknown);
        expectThat(sandbox.trespasses.length === 0, `${String(name)}: ${sandbox.trespasses[0]}.`);
        return answer;
      };
    },
  });
  return { session: watched, sent };
}

/** The value of a read that must succeed. */
export function readOf<T>(answer: Answer<T>, what: string): T {
  expectThat(answer.ok, `${what} failed: ${answer.ok ? '' : `${answer.error.code}, ${answer.error.message}`}`);
  return answer.value;
}

/** The value of a write that must have been done. */
export function doneOf<T>(outcome: Outcome<T>, what: string): T {
  if ('value' in outcome) return outcome.value;
  throw new Finding(`${what} was ${outcome.kind} with ${outcome.error.code}: ${outcome.error.message}`);
}

export function expectError(
  answer: Answer<unknown> | Outcome<unknown>,
  codes: readonly ErrorCode[],
  what: string,
): void {
  const error = 'error' in answer ? answer.error : null;
  expectThat(error !== null, `${what} must fail with ${codes.join(' or ')}, and did not.`);
  expectThat(codes.includes(error.code), `${what} must fail with ${codes.join(' or ')}, not with ${error.code}.`);
}

export const ada = { name: 'Ada Lovelace', emails: ['ada@audit.example'] } as const;

/** A command to create Ada; with a job where the ATS takes nobody without one. */
export async function creating({ rig, ats }: Bench, more: Partial<CreateCandidate> = {}): Promise<CreateCandidate> {
  const needsJob = rig.connector.capabilities.candidateWithoutJob === 'IMPOSSIBLE';
  return {
    key: 'candidate:audit-1',
    name: ada.name,
    email: ada.emails[0],
    links: { linkedIn: null, gitHub: null, website: null },
    sourceRemoteId: null,
    creditedToRemoteId: null,
    jobRemoteId: needsJob ? await ats.addJob({ title: 'Needed', status: 'OPEN' }) : null,
    at: new Date('2026-03-02T09:00:00.123Z'),
    ...more,
  };
}

/** A command to have an existing candidate considered for an open job. */
export async function applying({ ats }: Bench, more: Partial<EnsureApplication> = {}): Promise<EnsureApplication> {
  return {
    key: 'application:audit-1',
    candidateRemoteId: more.candidateRemoteId ?? (await ats.addCandidate(ada)),
    jobRemoteId: more.jobRemoteId ?? (await ats.addJob({ title: 'Analyst', status: 'OPEN' })),
    sourceRemoteId: null,
    creditedToRemoteId: null,
    at: new Date('2026-03-02T09:00:00.000Z'),
  };
}
