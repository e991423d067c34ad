import { audits } from '@handoff/core/conformance';
import { test } from 'vitest';
import { rig } from './rig.ts';

const asked = audits.filter(({ appliesTo }) => appliesTo?.(rig.connector.capabilities) !== false);

test.for(asked)('$id $title', ({ run }) => run(rig));
