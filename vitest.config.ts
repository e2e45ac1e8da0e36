import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,documents,cli}/src/**/*.test.ts', 'examples/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
