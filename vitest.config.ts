import { defineConfig } from 'vitest/config';

const ignored = '**/node_modules/**';
const synapseTests = '**/*.synapse.test.ts';
const workersTests = '**/*.workers.test.ts';
const typeTests = 'scripts/types.test.mjs';

export default defineConfig({
  test: {
    silent: 'passed-only',
    projects: [
      {
        test: {
          name: 'bouton',
          include: ['{packages,examples}/*/src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: [ignored, synapseTests, workersTests, typeTests],
          testTimeout: 10_000,
          isolate: false, // no test changes what another one sees, and files that share their imports take half the time
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Type-checks the workspace; `pnpm ok` has a step of its own for that.
        test: { name: 'types', include: [typeTests], testTimeout: 120_000, sequence: { groupOrder: 2 } },
      },
      {
        // Tests that start a real Synapse: slow, so one file after the other, when everything else has run.
        test: {
          name: 'synapse',
          include: [`{packages,examples}/*/src/${synapseTests}`, `test/${synapseTests}`],
          exclude: [ignored],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Tests that start Synapse with workers, PostgreSQL, Redis and nginx, or with PostgreSQL alone: `npm run test:workers`.
        test: {
          name: 'workers',
          include: [`test/${workersTests}`],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
