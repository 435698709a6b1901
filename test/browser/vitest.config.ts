import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const timeouts = {
  testTimeout: 180_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
};

/** Pages in a real browser: Chromium has to be there. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    passWithNoTests: false,
    allowOnly: false,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'reference', include: ['test/browser/*.test.ts'], ...timeouts } },
      {
        extends: true,
        test: {
          name: 'console',
          include: ['test/browser/console/*.test.ts'],
          // One local run serves most of these tests: each uses companies of its own.
          globalSetup: ['test/browser/console/shared-run.ts'],
          ...timeouts,
        },
      },
    ],
  },
});
