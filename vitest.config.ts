import { defineConfig } from 'vitest/config';

const integration = ['test/integration/**/*.test.ts'];
const template = ['test/template/**/*.test.ts'];
/** Have configurations and commands of their own: npm run smoke, npm run samples, npm run test:browser. */
const apart = ['test/smoke/*.test.ts', 'test/samples/*.test.ts', 'test/browser/**/*.test.ts'];

export default defineConfig({
  test: {
    passWithNoTests: false,
    allowOnly: false,
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...integration, ...template, ...apart],
          // Thousands of random cases take a few seconds, and a minute on a machine that does other things too.
          testTimeout: 120_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Not isolated: loading aws-cdk-lib anew takes seconds a file.
        test: {
          name: 'template',
          include: template,
          isolate: false,
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // One local run serves most of these tests: each uses companies of its own.
        test: {
          name: 'integration',
          include: integration,
          globalSetup: ['test/support/shared-run.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
