import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { registry, watchAllowance, watchProcess, watchQueue } from '../../src/telemetry/metrics.ts';

const ops = new URL('../../../../ops/', import.meta.url);
const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
});
const alerts = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), remedy: z.string() }),
        }),
      ),
    }),
  ),
});

watchProcess();
watchQueue(async () => []);
watchAllowance(async () => []);
const known = registry.getMetricsAsArray().map(({ name }) => name);

/** The names of metrics in an expression of PromQL. */
function namesIn(expression: string): readonly string[] {
  return expression.match(/\b(handoff|nodejs|process)_\w+/g) ?? [];
}

function isKnown(name: string): boolean {
  return known.includes(name) || known.includes(name.replace(/_(bucket|count|sum)$/, ''));
}

test('every panel of the dashboard asks for metrics that there are', async () => {
  const { panels } = dashboard.parse(JSON.parse(await readFile(new URL('grafana-dashboard.json', ops), 'utf8')));
  const asked = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr)));
  expect(asked.length).toBeGreaterThanOrEqual(panels.length);
  expect(asked.filter((name) => !isKnown(name))).toEqual([]);
});

test('every metric of ours is on the dashboard', async () => {
  const text = await readFile(new URL('grafana-dashboard.json', ops), 'utf8');
  expect(known.filter((name) => name.startsWith('handoff_') && !text.includes(name))).toEqual([]);
});

test('every alert asks for metrics that there are, and says what to do', async () => {
  const { groups } = alerts.parse(parse(await readFile(new URL('alerts.yaml', ops), 'utf8')));
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(0);
  expect(rules.flatMap(({ expr }) => namesIn(expr)).filter((name) => !isKnown(name))).toEqual([]);
});
