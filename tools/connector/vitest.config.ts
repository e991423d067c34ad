import { defineProject } from 'vitest/config';

export default defineProject({
  test: { name: 'ats-example', environment: 'node', experimental: { viteModuleRunner: false } },
});
