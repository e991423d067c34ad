import { audits } from '@handoff/core/conformance';
import { describe, test } from 'vitest';
import { unknowns } from '../emulator/unknowns.ts';
import { rigUnder } from './rig.ts';

/** Each answer to what nobody knows of Ashby, but for the one that all other tests run under. */
const others = Object.entries(unknowns).flatMap(([name, [, ...values]]) =>
  values.map((value) => [name, value] as const),
);

describe.for(others)('where %s is %s', ([name, value]) => {
  const rig = rigUnder({ [name]: value });
  const asked = audits.filter(
    ({ level, appliesTo }) => level !== 'STATIC' && appliesTo?.(rig.connector.capabilities) !== false,
  );
  test.for(asked)('$id $title', ({ run }) => run(rig));
});
