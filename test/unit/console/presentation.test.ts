import { describe, expect, it } from 'vitest';
import type { ListedWebhook, StatisticsSummary } from '../../../client/api/client.ts';
import { countEn, countRu } from '../../../console/src/language/plural.ts';
import { durationText, relativeTime } from '../../../console/src/language/time-text.ts';
import { takeLinkToken } from '../../../console/src/session/token-store.ts';
import {
  contrast,
  formatColor,
  parseColor,
  readableOn,
  textOn,
} from '../../../console/src/theme/contrast.ts';
import { isListed, noFilter, placeKey, readListFilter } from '../../../console/src/webhooks/list-filter.ts';
import { type Day, statusOf } from '../../../console/src/webhooks/status.ts';

describe('words', () => {
  it.each([
    [0, '0 events', '0 событий'],
    [1, '1 event', '1 событие'],
    [2, '2 events', '2 события'],
    [5, '5 events', '5 событий'],
    [11, '11 events', '11 событий'],
    [21, '21 events', '21 событие'],
    [1.5, '1.5 events', '1,5 события'],
  ])('%d', (count, english, russian) => {
    expect(countEn(count, 'event', 'events')).toBe(english);
    expect(countRu(count, 'событие', 'события', 'событий')).toBe(russian);
  });

  it.each([
    [-2_000, 'now', 'сейчас'],
    [-30_000, '30 seconds ago', '30 секунд назад'],
    [240_000, 'in 4 minutes', 'через 4 минуты'],
    [-7_199_000, '1 hour ago', '1 час назад'],
    [-86_400_000, 'yesterday', 'вчера'],
  ])('%d ms from now', (ms, english, russian) => {
    expect(relativeTime('en', 1e12 + ms, 1e12)).toBe(english);
    expect(relativeTime('ru', 1e12 + ms, 1e12)).toBe(russian);
  });

  it('durations', () => {
    expect([143, 2_400].map(ms => durationText('en', ms))).toEqual(['143 ms', '2.4 sec']);
    expect(durationText('ru', 2_400)).toBe('2,4 с');
  });
});

describe('colours', () => {
  it('are read and written', () => {
    expect(parseColor('#0055Ff')).toEqual([0, 85, 255]);
    expect(formatColor([0, 85.4, 255])).toBe('#0055ff');
    expect(parseColor('red')).toBeUndefined();
  });

  it.each(['#ffff00', '#0055ff', '#777777', '#000000', '#ffffff', '#ff0000'])('%s can be read', text => {
    const color = parseColor(text) ?? [0, 0, 0];
    expect(contrast(color, textOn(color))).toBeGreaterThanOrEqual(4.5);
    for (const ground of [
      [240, 242, 247],
      [34, 39, 51],
    ] as const) {
      expect(contrast(ground, readableOn(ground, color))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('stay as they are where they can be read', () => {
    expect(readableOn([255, 255, 255], [0, 0, 128])).toEqual([0, 0, 128]);
    expect(contrast([255, 255, 255], [0, 0, 0])).toBeCloseTo(21);
  });
});

const day = (counts: Partial<StatisticsSummary>, first = '2026-01-01T00:00:00.000Z'): Day => {
  const total = {
    attempts: 0,
    delivered: 0,
    failed: 0,
    successRate: null,
    p50Ms: null,
    p95Ms: null,
    ...counts,
  };
  return { total, series: [{ at: first, ...total }] };
};

const webhook = (fields: Partial<ListedWebhook> = {}): ListedWebhook => ({
  id: 'whk_1',
  name: 'Moved tasks',
  url: 'https://crm.example.com/in',
  sentence: 'When a record is moved in “Website”',
  filter: {
    anyOf: [
      { eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'a/b', projectIds: ['p 1'] }] },
      {
        eventTypes: ['*'],
        exceptEventTypes: ['TAG_CREATED'],
        companies: [{ companyId: 'globex', projectIds: '*', exceptProjectIds: ['test'] }],
      },
    ],
  },
  status: 'active',
  statusReason: null,
  rule: 'live',
  noAccessTo: [],
  slowSince: null,
  format: 'standard',
  options: {},
  health: { since: '2026-01-01T00:00:00Z', nextCheckAt: null, holdUntil: null, releasingSince: null },
  headerNames: [],
  authType: null,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  ...fields,
});

describe('a status', () => {
  it.each([
    [{}, day({ attempts: 3, delivered: 3 }), 'working', 'good'],
    [{}, day({}), 'new', 'plain'],
    [{}, day({}, '2026-01-02T00:00:00.000Z'), 'quiet', 'plain'],
    [{}, undefined, 'working', 'good'],
    [{}, day({ attempts: 3, delivered: 2, failed: 1 }), 'someFailed', 'warn'],
    [{ slowSince: '2026-01-01T00:00:00Z' }, day({ attempts: 3 }), 'slow', 'warn'],
    [{ rule: 'pending' }, undefined, 'pending', 'plain'],
    [{ status: 'failing' }, day({}), 'failing', 'bad'],
    [{ status: 'paused' }, day({}), 'paused', 'plain'],
    [{ status: 'disabled', statusReason: 'failures' }, undefined, 'stopped', 'bad'],
    [{ status: 'disabled', statusReason: 'gone' }, undefined, 'gone', 'bad'],
    [{ status: 'disabled' }, undefined, 'disabled', 'bad'],
    [{ status: 'paused', noAccessTo: ['globex'] }, undefined, 'noAccess', 'bad'],
  ] as const)('of %j with %j is %s', (fields, statistics, kind, tone) => {
    expect(statusOf(webhook(fields), statistics)).toMatchObject({ kind, tone });
  });
});

describe('the list', () => {
  const listed = (filter: Partial<typeof noFilter>, fields: Partial<ListedWebhook> = {}) =>
    isListed(webhook(fields), { ...noFilter, ...filter }, day({}));

  it('is searched by name, address, words and id', () => {
    expect(['moved', 'CRM.', ' “website” ', 'whk_1', ''].map(search => listed({ search }))).toEqual(
      Array(5).fill(true),
    );
    expect(listed({ search: 'slack' })).toBe(false);
  });

  it('is narrowed by status, event and project', () => {
    expect(listed({ status: 'working' })).toBe(true);
    expect(listed({ status: 'stopped' })).toBe(false);
    expect(listed({ status: 'trouble' }, { status: 'failing' })).toBe(true);
    expect(listed({ eventType: 'TAG_CREATED' })).toBe(false);
    expect(listed({ eventType: 'TAG_UPDATED' })).toBe(true);
    expect(listed({ project: placeKey('a/b', 'p 1') })).toBe(true);
    expect(listed({ project: placeKey('a/b', 'p 1'), eventType: 'TAG_UPDATED' })).toBe(false);
    expect(listed({ project: placeKey('globex', 'test') })).toBe(false);
    expect(listed({ project: placeKey('globex', 'new') })).toBe(true);
  });

  it('reads what it is narrowed to from the address', () => {
    expect(readListFilter(new URLSearchParams('search=a+b&status=paused&other=1'))).toEqual({
      ...noFilter,
      search: 'a b',
      status: 'paused',
    });
  });
});

it('takes the token of a portal link out of the address', () => {
  const shown: unknown[] = [];
  const history = { replaceState: (...given: unknown[]) => void shown.push(given[2]) };
  const at = (url: string) => {
    const { hash, pathname, search } = new URL(url);
    return takeLinkToken({ hash, pathname, search }, history);
  };
  expect(at('https://x.example/webhooks?status=paused#token=fhp_1')).toBe('fhp_1');
  expect(shown).toEqual(['/webhooks?status=paused']);
  expect(at('https://x.example/#draft=%7B%7D')).toBeUndefined();
  expect(shown).toHaveLength(1);
});
