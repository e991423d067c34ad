import { defineControl } from '../control.ts';
import { faultSchema } from '../faults.ts';
import { unknownsSchema } from '../unknowns.ts';
import { withoutUndefined } from '../without-undefined.ts';

const setUnknowns = defineControl({
  path: 'unknowns',
  says: 'chooses among what Ashby may do where nobody knows; GET lists the choices',
  input: unknownsSchema,
  run({ unknowns }, given) {
    unknowns.current = { ...unknowns.current, ...withoutUndefined(given) };
    return unknowns.current;
  },
});

const planFault = defineControl({
  path: 'faults',
  says: 'plans what goes wrong with the next calls of an operation; GET lists the plans, DELETE drops them',
  input: faultSchema,
  run({ faults }, fault) {
    faults.plan(fault);
    return { planned: faults.list().length };
  },
});

export const behaviourControls = [setUnknowns, planFault];
