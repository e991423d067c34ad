import { type Decision, decide, type Facts, forecast, type ResyncForecast } from '@handoff/core';
import { type Verdict, verdictOf } from '../intake/verdict.ts';
import { type FactClass, factsOf } from './fact-classes.ts';
import { type ResyncRequest, triggerOf } from './selection.ts';

export type DecidedClass = {
  readonly factClass: string;
  readonly count: number;
  readonly decision: Decision;
  readonly forecast: ResyncForecast;
  readonly verdict: (Verdict & { readonly factClass: string }) | null;
};

/** Asks the policy once for each class: the run's answer and its preview's are the same. */
export function decideClasses(
  classes: readonly FactClass[],
  { request, settings }: { request: ResyncRequest; settings: Facts['settings'] },
): readonly DecidedClass[] {
  const trigger = triggerOf(request);
  return classes.map((one) => {
    const { factClass, count } = one;
    const facts = factsOf(one, settings);
    const decision = decide(trigger, facts);
    const verdict = verdictOf(trigger, facts, decision);
    return { factClass, count, decision, forecast: forecast(decision), verdict: verdict && { ...verdict, factClass } };
  });
}
