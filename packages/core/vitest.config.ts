import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'core',
    environment: 'node',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    experimental: { viteModuleRunner: false },
    // Properties and simulations take their time on a busy machine.
    testTimeout: 30_000,
  },
});
