import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'ats-ashby',
    environment: 'node',
    include: ['test/**/*.test.ts'],
    experimental: { viteModuleRunner: false },
  },
});
