import { defineConfig } from 'vitest/config';

const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // Much of the time is spent waiting for databases and processes, so that two files fit on two cores.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{core,documents,contract,cli}/src/**/*.test.ts', 'examples/**/*.test.ts', 'tests/**/*.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/src/**/*.test.ts'],
          globalSetup: ['e2e/src/set-up.fixture.ts'],
          // One browser at a time: it and the server share two cores.
          fileParallelism: false,
          ...patience,
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts'],
          globalSetup: ['server/src/testing/cluster.fixture.ts'],
          ...patience,
        },
      },
    ],
  },
});
