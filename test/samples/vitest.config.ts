import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The samples for receivers, each run by its language: python3, go and php have to be there. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: { include: ['test/samples/*.test.ts'], testTimeout: 120_000 },
});
