import { describe, expect, it } from 'vitest';
import { parseObjects, toEntry } from '../../../client/publish/event-entries.ts';

describe('events of a file', () => {
  it.each([
    { name: 'one object', text: '{"a":1}', objects: [{ a: 1 }] },
    { name: 'an object over several lines', text: '{\n"a":\n1}\n', objects: [{ a: 1 }] },
    { name: 'an array', text: '[{"a":1},{"a":2}]', objects: [{ a: 1 }, { a: 2 }] },
    { name: 'lines', text: '{"a":1}\r\n\n{"a":2}\n', objects: [{ a: 1 }, { a: 2 }] },
  ])('$name', ({ text, objects }) => {
    expect(parseObjects(text)).toEqual(objects);
  });

  it.each([
    { name: 'an object', text: '{"type":"T","detail":{{detail}}}' },
    { name: 'an array', text: '[{"type":"T","detail":{{detail}}}]' },
    { name: 'lines', text: '{"type":"T","detail":{{detail}}}\n{"type":"U","detail":{{detail}}}\n' },
  ])('keeps the numbers of $name as they are written', ({ text }) => {
    const numbers =
      '"a":12345678901234567890,"b":[1.0,-0,1e400,0.1,7],"c":{"d":1E2,"e":0.30000000000000004441}';
    const written = `{"companyId":"acme","projectId":"website",${numbers}}`;
    const [first] = parseObjects(text.replaceAll('{{detail}}', written));
    expect(toEntry(first, 0, { source: 'blue', bus: 'B' }).Detail).toBe(written);
  });

  it.each(['1.0', '[12345678901234567890]'])('%s is no event', text => {
    const [first] = parseObjects(text);
    expect(() => toEntry(first, 0, { source: 'blue', bus: 'B' })).toThrow('event 0 is not a JSON object');
  });

  it('names the line that is no JSON', () => {
    expect(() => parseObjects('{"a":1}\n{"a":\n')).toThrow('line 2 is not valid JSON');
  });

  const defaults = { source: 'blue', bus: 'B' };
  const detail = { companyId: 'acme', projectId: 'website' };
  const Detail = '{"companyId":"acme","projectId":"website","n":1.0000000000000000001}';
  it.each([
    {
      name: 'short',
      value: { type: 'T', detail, source: 'crm' },
      entry: { Source: 'crm', DetailType: 'T', Detail: JSON.stringify(detail), EventBusName: 'B' },
    },
    {
      name: 'as PutEvents takes it, its text untouched',
      value: {
        DetailType: 'T',
        Detail,
        EventBusName: 'C',
        Time: '2026-01-01T00:00:00Z',
        Resources: ['r'],
        TraceHeader: 't',
      },
      entry: {
        Source: 'blue',
        DetailType: 'T',
        Detail,
        Time: new Date('2026-01-01T00:00:00Z'),
        Resources: ['r'],
        TraceHeader: 't',
        EventBusName: 'C',
      },
    },
    {
      name: 'as PutEvents takes it, with an object',
      value: { Source: 's', DetailType: 'T', Detail: detail },
      entry: { Source: 's', DetailType: 'T', Detail: JSON.stringify(detail), EventBusName: 'B' },
    },
  ])('$name', ({ value, entry }) => {
    expect(toEntry(value, 0, defaults)).toEqual(entry);
  });

  const changed = '"previousValue":{"n":1.0},"currentValue":{"n":1.10}';
  const parts = '"companyId":"acme","projectId":"website"';
  it('derives the changes of an object, and none of a text', () => {
    const [short] = parseObjects(`{"type":"T","detail":{${parts},${changed}}}`);
    expect(toEntry(short, 0, defaults).Detail).toBe(
      `{${parts},${changed},"changes":{"n":{"from":1.0,"to":1.10,"direction":"up"}},"changedFields":"n"}`,
    );
    const text = `{${parts},${changed}}`;
    expect(toEntry({ DetailType: 'T', Detail: text }, 0, defaults).Detail).toBe(text);
  });

  it.each([
    { value: 7, says: 'event 4 is not a JSON object' },
    {
      value: { type: 'T', detail, when: 'now' },
      says: 'event 4 has an unknown member "when"; known are type, detail, source',
    },
    { value: { type: 7, detail }, says: 'event 4: type is not a string' },
    { value: { detail }, says: 'event 4 has no "type"' },
    { value: { Detail: detail }, says: 'event 4 has no "DetailType"' },
    { value: { type: 'T' }, says: 'event 4 has no detail that is a JSON object' },
    {
      value: { type: 'T', detail: { companyId: 'acme' } },
      says: 'event 4: detail needs "projectId" as a string, else no webhook can get it',
    },
    {
      value: { type: 'T', detail: { ...detail, companyId: 7 } },
      says: 'event 4: detail needs "companyId" as a string, else no webhook can get it',
    },
    { value: { DetailType: 'T', Detail, Time: 'soon' }, says: 'event 4: Time is no RFC 3339 time' },
    { value: { DetailType: 'T', Detail, Resources: 'r' }, says: 'event 4: Resources is no list' },
    { value: { DetailType: 'T', Detail, Resources: [7] }, says: 'event 4: Resources is not a string' },
  ])('refuses: $says', ({ value, says }) => {
    expect(() => toEntry(value, 4, defaults)).toThrow(says);
  });
});
