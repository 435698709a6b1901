import { createRequire } from 'node:module';
import { isObject } from '../../event-contract/exact-json.ts';

/** Of the package that the program is in. */
export function version(): string {
  const manifest: unknown = createRequire(import.meta.url)('finehook/package.json');
  return isObject(manifest) ? String(manifest.version) : '';
}
