import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryEntry } from '../../../../client/api/client.ts';
import { fieldLabel, fieldWords, namedKindOf } from '../../../../console/src/catalog/field-labels.ts';
import { changesOf, eventSummary } from '../../../../console/src/deliveries/event-summary.ts';
import { localInputOf, timeOfInput } from '../../../../console/src/deliveries/local-time.ts';
import { missedWindow } from '../../../../console/src/deliveries/missed-window.ts';
import { defaultNouns } from '../../../../console/src/language/nouns.ts';

describe('whom and what an event tells of', () => {
  it('is what its data says', () => {
    const data = {
      companyId: 'acme',
      projectId: 'website',
      actorId: 'ann',
      previousValue: { title: 'Old' },
      currentValue: { title: 'New' },
    };
    expect(eventSummary({ data })).toEqual({
      companyId: 'acme',
      projectId: 'website',
      actorId: 'ann',
      thing: 'New',
    });
  });

  it('falls back to what was, then to the record', () => {
    expect(eventSummary({ data: { previousValue: { name: 'Tag' }, currentValue: null } }).thing).toBe('Tag');
    expect(eventSummary({ data: { recordId: 'r1', currentValue: { title: ' ' } } }).thing).toBe('r1');
    expect(eventSummary({ data: { currentValue: 'text', actorId: 7 } })).toEqual({});
  });

  it('is cut when it is long', () => {
    const { thing } = eventSummary({ data: { currentValue: { text: 'a'.repeat(60_000) } } });
    expect(thing).toBe(`${'a'.repeat(200)}…`);
  });

  it('has no mark that would turn what follows', () => {
    expect(eventSummary({ data: { currentValue: { title: 'a\u202egpj.exe' } } }).thing).toBe(
      'a\\u202egpj.exe',
    );
  });

  it('has the changes as the event says them', () => {
    const changes = { done: { from: false, to: true }, note: { to: 'x' }, odd: 'text' };
    expect(changesOf({ data: { changes } })).toEqual([
      { field: 'done', from: false, to: true },
      { field: 'note', from: null, to: 'x' },
    ]);
    expect(changesOf({ data: {} })).toEqual([]);
  });
});

describe('what people call a field', () => {
  it('is in their language, and nothing for a field of the product’s own', () => {
    const { en, ru } = fieldWords(defaultNouns);
    expect([fieldLabel('duedAt', en), fieldLabel('duedAt', ru)]).toEqual(['Due date', 'Срок']);
    expect(fieldLabel('constructor', en)).toBeUndefined();
    expect([namedKindOf('todoListId'), namedKindOf('toString')]).toEqual(['list', undefined]);
  });
});

describe('a time in an input', () => {
  const zone = process.env.TZ;
  beforeEach(() => void vi.stubEnv('TZ', 'Asia/Kathmandu'));
  afterEach(() => void vi.stubEnv('TZ', zone));

  it('is in the zone of whoever looks', () => {
    expect(localInputOf('2026-01-09T14:05:12.345Z')).toBe('2026-01-09T19:50');
    expect(timeOfInput('2026-01-09T19:50')).toBe('2026-01-09T14:05:00.000Z');
  });

  it('is empty for none', () => {
    expect([localInputOf(''), timeOfInput(''), timeOfInput('soon')]).toEqual(['', '', '']);
  });
});

describe('the window in which something may have been missed', () => {
  const nowMs = Date.parse('2026-01-09T14:00:00.000Z');
  const entry = (
    at: string,
    change: HistoryEntry['change'],
    from: HistoryEntry['from'],
    to: HistoryEntry['to'],
  ): HistoryEntry => ({ version: 1, at, change, from, to, reason: null, by: 'service', holdUntil: null });

  it('begins an hour before the newest trouble was found, also when that has ended', () => {
    const history = [
      entry('2026-01-09T13:00:00.000Z', 'recovered', 'failing', 'active'),
      entry('2026-01-09T12:00:00.000Z', 'disabled', 'failing', 'disabled'),
      entry('2026-01-09T10:00:00.000Z', 'failing', 'active', 'failing'),
      entry('2026-01-01T10:00:00.000Z', 'failing', 'active', 'failing'),
    ];
    expect(missedWindow(history, nowMs)).toEqual({
      from: '2026-01-09T09:00:00.000Z',
      to: '2026-01-09T14:00:00.000Z',
    });
  });

  it('is the last day when nothing was wrong', () => {
    const history = [entry('2026-01-01T10:00:00.000Z', 'created', null, 'active')];
    expect(missedWindow(history, nowMs).from).toBe('2026-01-08T14:00:00.000Z');
  });
});
