import { defineConfig } from 'vite';

/** The web console as files for a bucket: `vite build --outDir …`. */
export default defineConfig({
  root: import.meta.dirname,
  // `npx vite console` beside `npm start`: the API is on the page's own origin, as behind CloudFront.
  server: { host: '127.0.0.1', proxy: { '/v1': process.env.FINEHOOK_URL ?? 'http://127.0.0.1:4010' } },
  build: {
    target: 'es2022',
    // The content security policy allows no data: URLs.
    assetsInlineLimit: 0,
    // For browsers that are older than the target.
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    rolldownOptions: {
      onLog(level, log, warn) {
        // Packages mark what is for browsers ("use client"), which everything here is.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') warn(level, log);
      },
    },
  },
});
