import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'web-client',
    environment: 'node',
    include: ['e2e/**/*.test.ts', 'src/**/*.test.ts'],
    experimental: { viteModuleRunner: false },
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
