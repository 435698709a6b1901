import { describe, expect, it } from 'vitest';
import { operators } from '../../../../functions/domain/conditions/operators.ts';
import {
  builtInEventTypes,
  builtInHappenings,
} from '../../../../functions/domain/event-types/built-in-event-types.ts';
import { conditionSentence } from '../../../../functions/domain/filter-sentence/condition-sentence.ts';
import { filterSentence, namesAsked } from '../../../../functions/domain/filter-sentence/filter-sentence.ts';
import { volumeSentence } from '../../../../functions/domain/filter-sentence/volume-sentence.ts';
import { conditionsSchema } from '../../../../functions/domain/wire/condition-schema.ts';
import { filterSchema } from '../../../../functions/domain/wire/filter-schema.ts';
import sentences from '../../../fixtures/filters/sentences.json' with { type: 'json' };
import { names } from './sentence-fixtures.ts';

const companyIds = ['acme', 'globex'];
const acme = { companyId: 'acme', projectIds: '*' as const };

function told(conditions: unknown) {
  const read = conditionsSchema.parse(conditions);
  return {
    en: conditionSentence(read, companyIds, names, 'en'),
    ru: conditionSentence(read, companyIds, names, 'ru'),
  };
}

describe('filterSentence', () => {
  it.each(sentences.filters.map(row => [row.en, row] as const))('%s', (_, row) => {
    const filter = filterSchema.parse(row.filter);
    expect(filterSentence(filter, names, 'en')).toBe(row.en);
    expect(filterSentence(filter, names, 'ru')).toBe(row.ru);
  });

  it('of a filter that is left without clauses is "never"', () => {
    const filter = { anyOf: [] };
    expect([filterSentence(filter, names, 'en'), filterSentence(filter, names, 'ru')]).toEqual([
      'Never',
      'Никогда',
    ]);
  });

  it('has at most 1,000 characters, with an ellipsis for the rest', () => {
    const value = ['a', 'b', 'c'].map(letter => letter.repeat(1_000));
    const all = Array.from({ length: 5 }, () => ({ op: 'in', field: 'currentValue.title', value }));
    const clause = { eventTypes: ['*'], companies: [acme], conditions: { all } };
    for (const language of ['en', 'ru'] as const) {
      const sentence = filterSentence({ anyOf: [clause] }, names, language);
      expect([[...sentence].length, sentence.at(-1)]).toEqual([1_000, '…']);
    }
  });

  it('names no person by an id where more than ten companies are meant', () => {
    const companies = Array.from({ length: 11 }, (_, i) => ({
      companyId: `c${i}`,
      projectIds: '*' as const,
    }));
    const conditions = { op: 'eq', field: 'actorId', value: 'ann' };
    const asked = (count: number) =>
      namesAsked([{ anyOf: [{ eventTypes: ['*'], companies: companies.slice(0, count), conditions }] }]).keys;
    expect(asked(10).filter(({ kind }) => kind === 'person')).toHaveLength(10);
    expect(asked(11).filter(({ kind }) => kind === 'person')).toHaveLength(0);
  });
});

describe('namesAsked', () => {
  it('are those of the things that the sentences show, once each', () => {
    const value = ['ann', 'bob', 'ann'];
    const conditions = { op: 'in', field: 'actorId', value };
    const companies = [{ companyId: 'acme', projectIds: ['a', 'b', 'c', 'd'] }];
    const clause = { eventTypes: ['TODO_MOVED'], companies, conditions };
    const other = { ...clause, eventTypes: ['A', 'B', 'C', 'D'], companies: [acme] };
    const { keys, eventTypes } = namesAsked([{ anyOf: [clause, clause] }, { anyOf: [other] }]);
    expect(eventTypes).toEqual(['TODO_MOVED', 'A', 'B', 'C']);
    expect(keys).toEqual([
      { companyId: 'acme', kind: 'project', id: 'a' },
      { companyId: 'acme', kind: 'project', id: 'b' },
      { companyId: 'acme', kind: 'project', id: 'c' },
      { companyId: 'acme', kind: 'company', id: 'acme' },
      { companyId: 'acme', kind: 'person', id: 'ann' },
      { companyId: 'acme', kind: 'person', id: 'bob' },
    ]);
  });
});

describe('conditionSentence', () => {
  it.each(sentences.conditions.map(row => [JSON.stringify(row.condition), row] as const))('%s', (_, row) => {
    expect(told(row.condition)).toEqual(row.so);
    expect(told({ not: row.condition })).toEqual(row.notSo);
  });

  it.each(sentences.trees.map(row => [row.en, row] as const))('%s', (_, { conditions, en, ru }) => {
    expect(told(conditions)).toEqual({ en, ru });
  });

  it('has rows for every operator', () => {
    const inTable = new Set(sentences.conditions.map(({ condition }) => condition.op));
    expect([...inTable].sort()).toEqual(Object.keys(operators).sort());
  });

  it('refuses an operator that there is not', () => {
    const unknown = { op: 'like', field: 'actorId', value: 'x' };
    expect(() => conditionSentence(unknown, companyIds, names, 'en')).toThrow(
      new RangeError('there is no operator like'),
    );
  });
});

describe('what happens, as a part of a sentence', () => {
  it('is said of every event type that comes with Finehook', () => {
    expect([...builtInHappenings.keys()]).toEqual([...builtInEventTypes.keys()]);
    for (const language of ['en', 'ru']) {
      const texts = [...builtInHappenings.values()].map(words => words[language] ?? '');
      expect(new Set(texts).size).toBe(37);
      const script = language === 'en' ? /^[a-z][a-z -]+$/ : /^[а-яё][а-яё -]+$/;
      expect(texts.filter(text => !script.test(text))).toEqual([]);
    }
  });
});

describe('volumeSentence', () => {
  it.each(sentences.volumes)('$perDay a day: $en', ({ perDay, en, ru }) => {
    expect([volumeSentence(perDay, 'en'), volumeSentence(perDay, 'ru')]).toEqual([en, ru]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', perDay => {
    expect(() => volumeSentence(perDay, 'en')).toThrow(RangeError);
  });
});
