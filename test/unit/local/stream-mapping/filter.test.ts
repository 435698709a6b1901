import { expect, it } from 'vitest';
import { parseFilter, passes } from '../../../../local/lambda/stream-mapping/filter.ts';

const inserted = JSON.stringify({
  eventName: 'INSERT',
  dynamodb: { Keys: { pk: { S: 'WEBHOOK#1' } }, NewImage: { pk: { S: 'WEBHOOK#1' }, version: { N: '2' } } },
});

it.each([
  ['{"eventName":["INSERT"]}', true],
  ['{"eventName":["REMOVE"]}', false],
  ['{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"WEBHOOK#"}]}}}}', true],
  ['{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"KEY#"}]}}}}', false],
  ['{"dynamodb":{"OldImage":{"pk":{"S":[{"exists":false}]}}}}', true],
  // Numbers of items are texts.
  ['{"dynamodb":{"NewImage":{"version":{"N":["2"]}}}}', true],
  ['{"dynamodb":{"NewImage":{"version":{"N":[{"numeric":[">",1]}]}}}}', false],
  ['{"$or":[{"eventName":["REMOVE"]},{"dynamodb":{"NewImage":{"version":{"N":["2"]}}}}]}', true],
])('by %s a record passes: %s', (pattern, expected) => {
  expect(passes([parseFilter(pattern)], inserted)).toBe(expected);
});

it('passes what one of several filters accepts, and everything without a filter', () => {
  const [modified, removed, insert] = ['MODIFY', 'REMOVE', 'INSERT'].map(name =>
    parseFilter(JSON.stringify({ eventName: [name] })),
  );
  if (modified === undefined || removed === undefined || insert === undefined) throw new Error('no filters');
  expect(passes([modified, insert], inserted)).toBe(true);
  expect(passes([modified, removed], inserted)).toBe(false);
  expect(passes([], inserted)).toBe(true);
});

it.each([
  ['{"eventName":[{"wildcard":"IN*"}]}', 'Lambda\'s filters do not have {"wildcard":"IN*"}'],
  [
    '{"eventName":[{"anything-but":{"wildcard":"IN*"}}]}',
    'Lambda\'s filters do not have {"anything-but":{"wildcard":"IN*"}}',
  ],
  [
    '{"dynamodb":{"NewImage":{"ip":{"S":[{"cidr":"10.0.0.0/8"}]}}}}',
    'Lambda\'s filters do not have {"cidr":"10.0.0.0/8"}',
  ],
])('refuses %s', (pattern, message) => {
  expect(() => parseFilter(pattern)).toThrow(message);
});

it('refuses a pattern that is too long or not valid', () => {
  expect(() => parseFilter(JSON.stringify({ eventName: ['x'.repeat(4096)] }))).toThrow(
    'a filter has at most 4096 characters',
  );
  expect(() => parseFilter('{"eventName":"INSERT"}')).toThrow();
});
