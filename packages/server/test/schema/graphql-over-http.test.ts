import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ seed: {}, settings: { HANDOFF_API_SCHEMA: 'OPEN' } });
});
afterAll(() => harness.stop());

/** The audits' own fetch, signed in: who asks is no matter of theirs. */
function signedIn(input: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${harness.client.token}` };
  return fetch(String(input), { ...init, headers });
}

const audits = serverAudits({ url: () => `${harness.handoff.url}/graphql`, fetchFn: signedIn });

/** Only POST is served: a link or an image of another site cannot ask for anything (attack 5). */
const getRequests = new Set(['5A70', 'D6D5', '6A70']);

for (const audit of audits) {
  test(`GraphQL over HTTP ${audit.id} ${audit.name}`, async () => {
    const expected = getRequests.has(audit.id)
      ? { status: 'notice', reason: 'Response status code is not 200' }
      : { status: 'ok' };
    expect(await audit.fn()).toMatchObject(expected);
  });
}
