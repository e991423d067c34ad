import { type Audit, type Level, levels } from './audit.ts';
import type { Rig } from './rig.ts';

export type AuditResult = {
  readonly audit: Audit;
  readonly outcome: 'PASSED' | 'FAILED' | 'NOT_DECLARED';
  /** What was found wrong. */
  readonly finding: string | null;
};

export type Report = {
  readonly connector: string;
  readonly results: readonly AuditResult[];
  /** The highest level of which, and of all before, every MUST holds. */
  readonly reached: Level | null;
  /** Of which the connector declares nothing, so that nothing was asked. */
  readonly undeclared: readonly Level[];
  /** What keeps it from the next level. */
  readonly missing: readonly AuditResult[];
};

/** Asks a connector all that its capabilities call for, one after the other. */
export async function certify(rig: Rig, audits: readonly Audit[]): Promise<Report> {
  const results: AuditResult[] = [];
  for (const audit of audits) results.push(await ask(rig, audit));
  return { connector: rig.connector.id, results, undeclared: undeclaredOf(results), ...standingOf(results) };
}

async function ask(rig: Rig, audit: Audit): Promise<AuditResult> {
  if (audit.appliesTo?.(rig.connector.capabilities) === false) return { audit, outcome: 'NOT_DECLARED', finding: null };
  try {
    await audit.run(rig);
    return { audit, outcome: 'PASSED', finding: null };
  } catch (error) {
    return { audit, outcome: 'FAILED', finding: error instanceof Error ? error.message : String(error) };
  }
}

function undeclaredOf(results: readonly AuditResult[]): readonly Level[] {
  const asked = new Set(results.flatMap(({ audit, outcome }) => (outcome === 'NOT_DECLARED' ? [] : audit.level)));
  return namesOf(levels).filter((level) => !asked.has(level));
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table) as Name[];
}

function standingOf(results: readonly AuditResult[]): Pick<Report, 'reached' | 'missing'> {
  let reached: Level | null = null;
  for (const level of namesOf(levels)) {
    const missing = results.filter(
      ({ audit, outcome }) => audit.level === level && audit.weight === 'MUST' && outcome === 'FAILED',
    );
    if (missing.length > 0) return { reached, missing };
    reached = level;
  }
  return { reached, missing: [] };
}

/** The report for a person: what was reached, and what is next. */
export function describeReport({ connector, results, reached, undeclared, missing }: Report): string {
  const count = (outcome: AuditResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const shoulds = results.filter(({ audit, outcome }) => audit.weight === 'SHOULD' && outcome === 'FAILED');
  return [
    `${connector}: ${count('PASSED')} passed, ${count('FAILED')} failed, ${count('NOT_DECLARED')} not declared`,
    reached === null ? 'No level is reached yet.' : `Reached: ${reached}. ${levels[reached]}`,
    ...(undeclared.length > 0 ? [`Nothing is declared of: ${undeclared.join(', ')}.`] : []),
    ...(missing.length > 0
      ? [`Next is ${missing[0]?.audit.level ?? ''}. It needs:`, ...missing.map(lineOf)]
      : ['Every level is reached.']),
    ...(shoulds.length > 0 ? ['It should, but need not:', ...shoulds.map(lineOf)] : []),
  ].join('\n');
}

function lineOf({ audit, finding }: AuditResult): string {
  return `  ${audit.id}  ${audit.title}\n      ${finding ?? ''}`;
}
