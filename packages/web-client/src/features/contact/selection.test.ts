import { Client } from 'urql';
import { expect, test } from 'vitest';
import { wishOf } from './selection.ts';

const client = new Client({ url: 'http://handoff.example/graphql', exchanges: [] });

test('S5.6 all that match a status and a cause are resynced by that status and cause, not by name', async () => {
  const filter = { state: 'FAILED', errorCode: 'JOB_NOT_OPEN' } as const;
  expect(await wishOf(client, { kind: 'ALL' }, filter)).toEqual({
    wish: { all: true, states: ['FAILED'], errorCodes: ['JOB_NOT_OPEN'] },
  });
  expect(await wishOf(client, { kind: 'ALL' }, { ...filter, sequenceId: 'one' })).toEqual({
    wish: { sequenceId: 'one', states: ['FAILED'], errorCodes: ['JOB_NOT_OPEN'] },
  });
});
