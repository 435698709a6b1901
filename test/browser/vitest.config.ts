import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Pages in a real browser: Chromium has to be there. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/browser/**/*.test.ts'],
    passWithNoTests: false,
    allowOnly: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
