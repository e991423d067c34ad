import { defineProject } from 'vitest/config';

export default defineProject({
  test: { name: 'house', environment: 'node', experimental: { viteModuleRunner: false }, testTimeout: 60_000 },
});
