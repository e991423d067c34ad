import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'ats-ashby',
    environment: 'node',
    include: ['test/**/*.test.ts'],
    experimental: { viteModuleRunner: false },
    // Some start programs of their own, on machines that are busy.
    testTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
