import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests that need nothing but an API, a bus and a receiver: see smoke.ts. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/smoke/main-job.test.ts'],
    globalSetup: ['test/smoke/given-reach.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
