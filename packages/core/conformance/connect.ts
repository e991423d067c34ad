import { checkSameOrganization } from '../src/policy/organization.ts';
import type { Audit } from './audit.ts';
import { expectThat } from './audit.ts';
import { type Bench, expectError, onBench, readOf } from './bench.ts';
import type { RemoteAts } from './rig.ts';

/** Good credentials told from bad ones, each kind of bad told apart (S1.1). */
export const connectAudits: readonly Audit[] = [
  read('connect-1', 'a good credential is good, and every permission is granted', async ({ rig, open }) => {
    const { permissions } = readOf(await open().session.check(), 'The check of a good credential');
    for (const { name } of rig.connector.permissions) {
      const check = permissions.find((one) => one.name === name);
      expectThat(check !== undefined, `The check does not say whether "${name}" is granted.`);
      expectThat(check.granted, `The check says that "${name}" is missing from a credential that has it.`);
    }
  }),
  read('connect-2', 'a credential that the ATS does not know is AUTH_INVALID', async ({ ats, open }) => {
    const { session } = open({ credential: ats.wrongCredential });
    expectError(await session.check(), ['AUTH_INVALID'], 'The check of a wrong credential');
  }),
  read('connect-3', 'an empty credential is a missing or a wrong one, and no fault of ours', async ({ ats, open }) => {
    const credential = Object.fromEntries(Object.keys(ats.credential).map((name) => [name, '']));
    expectError(
      await open({ credential }).session.check(),
      ['AUTH_MISSING', 'AUTH_INVALID'],
      'The check of an empty credential',
    );
  }),
  read('connect-4', 'each missing permission is named, and no other', async ({ rig, ats, open }) => {
    for (const { name } of rig.connector.permissions) {
      const { session } = open({ credential: await ats.credentialWithout(name) });
      const { permissions } = readOf(await session.check(), `The check of a credential without "${name}"`);
      const missing = permissions.filter(({ granted }) => !granted).map((one) => one.name);
      expectThat(
        missing.join() === name,
        `A credential without "${name}" is said to lack: ${missing.join(', ') || 'nothing'}.`,
      );
    }
  }),
  read('connect-5', 'a credential that was revoked is AUTH_INVALID', async ({ ats, open }) => {
    const { session } = open();
    readOf(await session.check(), 'The check before it was revoked');
    await ats.revoke(ats.credential);
    expectError(await session.check(), ['AUTH_INVALID'], 'The check of a revoked credential');
  }),
  read('connect-6', 'the check changes nothing in the ATS', async ({ ats, open }) => {
    const before = JSON.stringify(await ats.records());
    await open().session.check();
    expectThat(JSON.stringify(await ats.records()) === before, 'The check left something behind in the ATS.');
  }),
  read('connect-10', 'the marks of the organisation stay, and another one has others', async ({ rig, ats, open }) => {
    await ats.addCandidate({ name: 'Oldest', emails: ['oldest@audit.example'] });
    const marks = async (remote: RemoteAts) => {
      const session = rig.connector.open({ credential: remote.credential, baseUrl: remote.baseUrl, send: remote.send });
      return readOf(await session.check(), 'The check').organizationMarks;
    };
    const [first, second] = [await marks(ats), readOf(await open().session.check(), 'The check').organizationMarks];
    expectThat(checkSameOrganization(first, second) === null, 'The same organisation was taken for another one.');
    const stranger = await rig.start();
    await stranger.addCandidate({ name: 'Oldest there', emails: ['oldest@audit.example'] });
    const theirs = await marks(stranger).finally(() => stranger.stop());
    const told = first.length > 0 && theirs.length > 0;
    expectThat(!told || checkSameOrganization(first, theirs) !== null, 'Two organisations have the same marks.');
  }),
  read('connect-7', 'an ATS that cannot be reached is REMOTE_UNAVAILABLE', async ({ open }) => {
    const { session } = open({ through: () => async () => ({ kind: 'NOT_SENT', reason: 'refused' }) });
    expectError(await session.check(), ['REMOTE_UNAVAILABLE'], 'The check of an ATS that is away');
  }),
  read('connect-8', 'an answer that is no answer is not taken for a good credential', async ({ open }) => {
    const page = {
      kind: 'ANSWERED',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<html></html>',
    } as const;
    const answer = await open({ through: () => async () => page }).session.check();
    expectThat(!answer.ok, 'A web page was taken for a good credential.');
  }),
  read('connect-9', 'requests go to the address of the session, and nowhere else', async ({ ats, open }) => {
    const { session, sent } = open();
    await session.check();
    await session.listJobs({ cursor: null, search: null });
    for (const { request } of sent) {
      expectThat(
        new URL(request.url).origin === new URL(ats.baseUrl).origin,
        `A request went to ${new URL(request.url).origin}.`,
      );
    }
  }),
];

function read(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return { id, level: 'READ', weight: 'MUST', title, run: onBench(run) };
}
