import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { settingOf, settings } from '../../src/settings.ts';

const root = new URL('../../../../', import.meta.url);
const read = (name: string) => readFile(new URL(name, root), 'utf8');

const known = new Set(
  settings.keyof().options.flatMap((key) => {
    const { name, kind } = settingOf(key);
    return kind === 'SECRET' ? [name, `${name}_FILE`] : [name];
  }),
);

/** Every setting of ours that a file names, wherever it stands. */
function settingsIn(text: string): readonly string[] {
  return text.match(/\b(HANDOFF_[A-Z_]+|DATABASE_URL(_FILE)?|OTEL_[A-Z_]+)\b/g) ?? [];
}

describe.for(['compose.yaml', 'ops/kubernetes.yaml', 'Dockerfile'])('%s', (name) => {
  test('names only settings that there are', async () => {
    const named = settingsIn(await read(name));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((setting) => !known.has(setting))).toEqual([]);
  });
});

const deployment = z.object({
  kind: z.literal('Deployment'),
  spec: z.object({
    template: z.object({
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        containers: z.array(
          z.object({
            args: z.array(z.string()),
            readinessProbe: z.object({ httpGet: z.object({ path: z.string() }) }),
            livenessProbe: z.object({ httpGet: z.object({ path: z.string() }) }),
          }),
        ),
      }),
    }),
  }),
});

test('a pod is given the time that a stop takes, and is asked where health is served', async () => {
  const documents = parseAllDocuments(await read('ops/kubernetes.yaml')).map((document) => document.toJS());
  const deployments = documents.flatMap((document) => deployment.safeParse(document).data ?? []);
  expect(deployments.flatMap(({ spec }) => spec.template.spec.containers.map(({ args }) => args))).toEqual([
    ['serve', '--role', 'api'],
    ['serve', '--role', 'worker'],
  ]);
  for (const { spec } of deployments) {
    expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(10);
    for (const { readinessProbe, livenessProbe } of spec.template.spec.containers) {
      expect([readinessProbe.httpGet.path, livenessProbe.httpGet.path]).toEqual(['/readyz', '/livez']);
    }
  }
});
