import { beforeEach, describe, expect, test, vi } from 'vitest';
import { audits, certify, describeReport } from '../conformance/index.ts';
import { bad, badConnectors } from './bad-connectors.ts';
import { complete, rigOf } from './complete-ats.ts';

describe('the suite', () => {
  // One of the bad connectors logs.
  beforeEach(() => void vi.spyOn(console, 'log').mockReturnValue());

  test('finds nothing wrong with a good connector that declares everything', async () => {
    const report = await certify(rigOf(complete), audits);
    expect(report.results.filter(({ outcome }) => outcome === 'FAILED')).toEqual([]);
    expect(report.results.every(({ outcome }) => outcome === 'PASSED' || outcome === 'NOT_DECLARED')).toBe(true);
    expect(report.reached).toBe('PRIVACY');
    expect(describeReport(report)).toContain('Every level is reached.');
  });

  test.for(badConnectors)('finds one that %s', async ([, connector, level, says]) => {
    const report = await certify(
      rigOf(connector),
      audits.filter((audit) => audit.level === level),
    );
    const findings = report.results.flatMap(({ finding }) => finding ?? []);
    expect(findings.join('\n')).toMatch(says);
    expect(report.missing.length).toBeGreaterThan(0);
  });

  test('has ids of its own, and asks what was declared only', async () => {
    expect(new Set(audits.map(({ id }) => id)).size).toBe(audits.length);
    expect(audits.length).toBeGreaterThanOrEqual(60);
    const report = await certify(rigOf(bad({ capabilities: { ...complete.capabilities, activity: 'NONE' } })), audits);
    const left = report.results.filter(
      ({ audit, outcome }) => audit.id.startsWith('activity') && outcome !== 'NOT_DECLARED',
    );
    expect(left).toEqual([]);
  });

  test('says what is next', async () => {
    const losesPages = badConnectors.find(([fault]) => fault === 'loses a page')?.[1] ?? complete;
    const report = await certify(rigOf(losesPages), audits);
    expect(report.reached).toBe('STATIC');
    expect(describeReport(report)).toMatch(/Next is READ\. It needs:\n {2}jobs-2/);
  });
});
