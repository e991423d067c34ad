import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'server',
    environment: 'node',
    // Node loads our TypeScript itself: one realm of graphql, and what runs is what is tested.
    experimental: { viteModuleRunner: false },
    globalSetup: './test/support/global-setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Tests that run side by side start processes: more than there are cores would only wait for each other.
    maxConcurrency: 2,
  },
});
