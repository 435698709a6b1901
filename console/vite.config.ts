import { defineConfig } from 'vite';

/** The web console as files for a bucket: `vite build --outDir …`. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: 'es2022',
    // The content security policy allows no data: URLs.
    assetsInlineLimit: 0,
    // For browsers that are older than the target.
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
});
