import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../functions/domain/conditions/condition.ts';
import { operators } from '../../../../functions/domain/conditions/operators.ts';
import type { Filter } from '../../../../functions/domain/filter.ts';
import { filterSentence } from '../../../../functions/domain/filter-sentence/filter-sentence.ts';
import type { SentenceNames } from '../../../../functions/domain/filter-sentence/sentence-names.ts';
import { defaultNouns } from '../../../../functions/domain/nouns.ts';
import { filters } from '../conditions/random-filters.ts';

const quotations = { en: /“[^“”]*”/g, ru: /«[^«»]*»/g };
const quotes = { en: /[“”]/, ru: /[«»]/ };

/** Line breaks and other control characters, and marks of direction. */
const forbidden = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const hostile = fc.oneof(
  fc.constantFrom('“', '”', '«', '»', '\n', '\u202e', '” and “', '» и «', ' ', '(', 'x'.repeat(200)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);

const hostileText = fc.array(hostile, { minLength: 1, maxLength: 6 }).map(parts => parts.join(''));

function namesOf(text: string | undefined): SentenceNames {
  return {
    nameOf: () => text,
    titleOf: () => (text === undefined ? undefined : { en: text }),
    nouns: defaultNouns,
  };
}

function check(filter: Filter, names: SentenceNames): void {
  for (const language of ['en', 'ru'] as const) {
    const sentence = filterSentence(filter, names, language);
    expect([...sentence].length).toBeLessThanOrEqual(1_000);
    expect(sentence).toMatch(language === 'en' ? /^When / : /^Когда /);
    expect(sentence).not.toMatch(forbidden);
    expect(sentence.isWellFormed()).toBe(true);
    // No name ends its own quotation.
    if (!sentence.endsWith('…'))
      expect(sentence.replace(quotations[language], '')).not.toMatch(quotes[language]);
  }
}

/** Of every operator, with values that it may not even take. */
const anyLeaf: fc.Arbitrary<Condition> = fc.record(
  {
    op: fc.constantFrom(...Object.keys(operators)),
    field: fc.oneof(
      hostileText,
      hostileText.map(text => `currentValue.${text}`),
      fc.constantFrom('actorId', 'currentValue.tags.title', 'users.id', 'currentValue.duedAt'),
    ),
    value: fc.oneof(
      hostileText,
      fc.array(hostileText),
      fc.jsonValue(),
      fc.record({ from: hostileText, to: fc.jsonValue() }),
      fc.constantFrom('7d', '2026-01-31'),
    ),
    ignoreCase: fc.boolean(),
  },
  { requiredKeys: ['op'] },
);

const companies = fc.array(
  fc.record({
    companyId: hostileText,
    projectIds: fc.oneof(fc.constant('*' as const), fc.array(hostileText, { minLength: 1 })),
  }),
  { minLength: 1, maxLength: 6 },
);

const hostileFilters: fc.Arbitrary<Filter> = fc.record({
  anyOf: fc.array(
    fc.record({
      eventTypes: fc.array(fc.oneof(hostileText, fc.constantFrom('*', 'TODO_MOVED')), {
        minLength: 1,
        maxLength: 6,
      }),
      companies,
      conditions: fc.oneof(
        anyLeaf,
        fc.array(anyLeaf, { minLength: 1, maxLength: 8 }).map(all => ({ all })),
        fc.array(anyLeaf, { minLength: 1, maxLength: 8 }).map(any => ({ not: { any } })),
        fc.array(anyLeaf, { minLength: 1, maxLength: 8 }).map(all => ({ any: [{ not: { all } }, ...all] })),
        fc.dictionary(hostileText, fc.jsonValue()).map(pattern => ({ pattern })),
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

describe('a sentence is one line within its bound, and no name leaves its quotation marks', () => {
  it('of any filter', () => {
    const names = fc.option(hostileText, { nil: undefined }).map(namesOf);
    fc.assert(fc.property(filters, names, check), { seed: 20_261_101, numRuns: 2_000 });
  });

  it('of hostile texts wherever a filter has texts', () => {
    fc.assert(
      fc.property(hostileFilters, filter => check(filter, namesOf(undefined))),
      { seed: 20_261_102, numRuns: 1_000 },
    );
  });
});
