import { expect, it } from 'vitest';
import { acceptsGzip } from '../../../functions/api-reference/accepts-gzip.ts';

it.each([
  [undefined, false],
  ['', false],
  ['gzip', true],
  ['GZIP', true],
  ['x-gzip', true],
  ['gzip, deflate, br, zstd', true],
  ['br;q=1.0, gzip;q=0.8, *;q=0.1', true],
  ['br, gzip ; q=0.001', true],
  ['gzip;q=0', false],
  ['gzip;q=0.000, *', false],
  ['*', true],
  ['*;q=0', false],
  ['identity', false],
  ['br', false],
  ['gzipped', false],
  [',,', false],
])('%j: %s', (header, accepted) => {
  expect(acceptsGzip(header)).toBe(accepted);
});
