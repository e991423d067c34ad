import { test } from 'vitest';
import { audits } from '../conformance/index.ts';
import { referenceRig } from '../reference-ats/rig.ts';

const asked = audits.filter(({ appliesTo }) => appliesTo?.(referenceRig.connector.capabilities) !== false);

test.for(asked)('$id $title', ({ run }) => run(referenceRig));
