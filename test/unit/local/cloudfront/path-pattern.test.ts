import { expect, it } from 'vitest';
import { matchesPathPattern } from '../../../../local/cloudfront/path-pattern.ts';

it.each([
  ['*', '/', true],
  ['*', '/a/b', true],
  ['/v1/*', '/v1/webhooks/whk_1', true],
  ['/v1/*', '/v1/', true],
  ['/v1/*', '/v1', false],
  ['/v1/*', '/x/v1/a', false],
  ['v1/*', '/v1/a', true],
  ['/reference*', '/reference', true],
  ['/reference*', '/reference/page.css', true],
  ['/openapi.json', '/openapi.json', true],
  ['/openapi.json', '/openapi-json', false],
  ['/openapi.json', '/openapi.json/', false],
  ['/V1/*', '/v1/a', false],
  ['/a?c', '/abc', true],
  ['/a?c', '/ac', false],
  ['/a?c', '/abbc', false],
  ['/a+(b)', '/a+(b)', true],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(matchesPathPattern(pattern, path)).toBe(expected);
});
