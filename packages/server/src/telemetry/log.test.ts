import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { within } from './scope.ts';

function logged(act: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  act(createLog('info', { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

test('a line carries the ids of the work that it is about', () => {
  const [line] = logged((log) =>
    within({ accountId: 'a', integrationId: 'i' }, () =>
      within({ contactId: 'c' }, () => log.info({ code: 'X' }, 'hm')),
    ),
  );
  expect(line).toMatchObject({ msg: 'hm', accountId: 'a', integrationId: 'i', contactId: 'c', code: 'X' });
});

test('what is not on the list is in no line, whoever logs it', () => {
  const [line] = logged((log) => log.info({ email: 'dana@x.example', apiKey: 'secret', connector: 'some' }, 'hm'));
  expect(line).toMatchObject({ connector: 'some', msg: 'hm' });
  expect(JSON.stringify(line)).not.toMatch(/dana|secret/);
});

test('of an error only what it says', () => {
  const error = Object.assign(new Error('it broke'), { code: 'E1', config: { password: 'secret' } });
  const [line] = logged((log) => log.error({ err: error }, 'hm'));
  expect(line.err).toMatchObject({ name: 'Error', message: 'it broke', code: 'E1' });
  expect(JSON.stringify(line)).not.toContain('secret');
});
