import { describe, expect, it } from 'vitest';
import { detailText } from '../../../event-contract/event-detail.ts';
import { isObject, type JsonObject, parseExactJson } from '../../../event-contract/exact-json.ts';
import { reservedSource } from '../../../event-contract/reserved-source.ts';

const place = { companyId: 'acme', projectId: 'p1' };

function exact(text: string): JsonObject {
  const value = parseExactJson(text);
  return isObject(value) ? value : {};
}

describe('the Detail of an event', () => {
  it('names what changed, sorted by code units', () => {
    const previousValue = { title: 'a', position: 1, Zone: 'x' };
    const currentValue = { title: 'b', position: 2, Zone: 'y' };
    const detail = JSON.parse(detailText({ ...place, previousValue, currentValue }));
    expect(detail).toEqual({
      ...place,
      previousValue,
      currentValue,
      changes: {
        Zone: { from: 'x', to: 'y' },
        position: { from: 1, to: 2, direction: 'up' },
        title: { from: 'a', to: 'b' },
      },
      changedFields: 'Zone,position,title',
    });
  });

  it.each([
    ['created', { previousValue: null, currentValue: { a: 1 } }],
    ['deleted', { previousValue: { a: 1 }, currentValue: null }],
    ['lists', { previousValue: [1], currentValue: [2] }],
    ['a producer that wants none', { changes: null, previousValue: { a: 1 }, currentValue: { a: 2 } }],
  ])('%s: nothing is derived', (_, values) => {
    expect(detailText({ ...place, ...values })).toBe(JSON.stringify({ ...place, ...values }));
  });

  it('two objects that are the same have no changes, and say so', () => {
    const values = { previousValue: { a: 1 }, currentValue: { a: 1 } };
    expect(JSON.parse(detailText({ ...place, ...values }))).toEqual({
      ...place,
      ...values,
      changes: {},
      changedFields: '',
    });
  });

  it("a producer's own changes stay, and changedFields names them", () => {
    const own = { changes: { b: { from: 1, to: 2 }, a: { from: 3, to: 4 } }, changedFields: 'wrong' };
    const values = { previousValue: { c: 1 }, currentValue: { c: 2 } };
    expect(JSON.parse(detailText({ ...place, ...own, ...values }))).toEqual({
      ...place,
      changes: own.changes,
      changedFields: 'a,b',
      ...values,
    });
  });

  it('keeps numbers as they are written', () => {
    const text =
      '{"companyId":"acme","previousValue":{"n":1.0,"big":12345678901234567890},"currentValue":{"n":1.10,"big":12345678901234567890}}';
    expect(detailText(exact(text))).toBe(
      `${text.slice(0, -1)},"changes":{"n":{"from":1.0,"to":1.10,"direction":"up"}},"changedFields":"n"}`,
    );
  });

  it('compares dates and what is undefined as they go out', () => {
    const detail = detailText({
      ...place,
      previousValue: { at: new Date('2026-01-01T00:00:00.000Z'), gone: undefined },
      currentValue: { at: new Date('2026-01-02T00:00:00.000Z') },
    });
    expect(JSON.parse(detail).changes).toEqual({
      at: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z', direction: 'later' },
    });
  });

  it('cannot hold what JSON cannot', () => {
    expect(() => detailText({ ...place, currentValue: 1n })).toThrow(TypeError);
  });
});

describe('sources', () => {
  it.each(['finehook', 'Finehook', ' finehook ', 'aws.s3', 'AWS.events'])('%j is reserved', source => {
    expect(reservedSource(source)).toMatch(/is reserved|are reserved/);
  });

  it.each(['blue', 'crm', 'finehook-shop', 'aws', 'my.aws.'])('%j is not', source => {
    expect(reservedSource(source)).toBeUndefined();
  });
});
