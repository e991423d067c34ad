import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Ashby's own description of its API is not ours to ship. Where it is at hand, every call of every test is held to it.
const description = fileURLToPath(new URL('../shared/ashby-openapi.yml', import.meta.url));
if (existsSync(description)) process.env.ASHBY_OPENAPI ??= description;

export default defineConfig({
  test: {
    projects: ['packages/*/vitest.config.ts', 'bench/vitest.config.ts', 'test/vitest.config.ts'],
  },
});
