import { describe, expect, it } from 'vitest';
import { prettyJson } from '../../../../console/src/attempts/pretty-json.ts';
import { authorOf } from '../../../../console/src/webhook/history/author.ts';
import { happeningOf } from '../../../../console/src/webhook/history/history-words.ts';
import { isOverlap } from '../../../../console/src/webhook/secrets/overlap.ts';
import { testedTypes } from '../../../../console/src/webhook/test/tested-types.ts';

describe('event types to test with', () => {
  const companies = [{ companyId: 'acme', projectIds: '*' as const }];
  const catalog = ['A', 'B', 'C', 'D'];

  it('are those of any clause, as the catalog orders them', () => {
    const filter = {
      anyOf: [
        { eventTypes: ['C'], companies },
        { eventTypes: ['A', 'X'], companies },
      ],
    };
    expect(testedTypes(filter, catalog)).toEqual(['A', 'C']);
  });

  it('are all but the exceptions', () => {
    const filter = { anyOf: [{ eventTypes: ['*'], exceptEventTypes: ['B'], companies }] };
    expect(testedTypes(filter, catalog)).toEqual(['A', 'C', 'D']);
  });
});

describe('author of a change', () => {
  it.each([
    ['key:key_1', { kind: 'key', id: 'key_1' }],
    ['user:a:b', { kind: 'person', id: 'a:b' }],
    ['delivery:dlv_1', { kind: 'service' }],
    ['health-check', { kind: 'service' }],
    ['release', { kind: 'service' }],
    ['hold-period', { kind: 'service' }],
  ])('of %s is %j', (by, author) => {
    expect(authorOf(by)).toEqual(author);
  });
});

describe('what happened', () => {
  it('tells why a webhook was switched off', () => {
    expect(happeningOf({ change: 'disabled', reason: 'failures' })).toBe('stopped');
    expect(happeningOf({ change: 'disabled', reason: 'gone' })).toBe('gone');
    expect(happeningOf({ change: 'paused', reason: null })).toBe('paused');
  });
});

describe('hours that an old secret stays valid', () => {
  it('are whole and at most a week', () => {
    expect(['0', '24', '168'].filter(text => !isOverlap(text))).toEqual([]);
    expect(['', '-1', '1.5', '169', 'x'].filter(isOverlap)).toEqual([]);
  });
});

describe('text that was sent', () => {
  it('is laid out when it is JSON, and left as it is otherwise', () => {
    expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(prettyJson('{"a":')).toBe('{"a":');
  });
});
