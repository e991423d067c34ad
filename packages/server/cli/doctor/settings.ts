import { type Config, type Environment, explainConfig, parseConfig } from '../../src/config.ts';
import { type Finding, fault } from './finding.ts';

/** The settings where all are good, and what is wrong with each where not. */
export function examineSettings(environment: Environment): { config: Config | null; findings: readonly Finding[] } {
  const wrong = explainConfig(environment).flatMap(({ fault: words, about }) =>
    words === null ? [] : [{ subject: 'settings', ...fault(`${words}.`, about) }],
  );
  return wrong.length > 0 ? { config: null, findings: wrong } : { config: parseConfig(environment), findings: [] };
}
