import { describe, expect, it } from 'vitest';
import { conditionSentence } from '../../../../functions/domain/filter-sentence/condition-sentence.ts';
import { filterSentence } from '../../../../functions/domain/filter-sentence/filter-sentence.ts';
import { defaultNouns } from '../../../../functions/domain/nouns.ts';
import { conditionsSchema } from '../../../../functions/domain/wire/condition-schema.ts';
import { readNouns } from '../../../../functions/domain/wire/nouns-schema.ts';
import { renamedNouns } from '../../../support/renamed-nouns.ts';
import { names as ordinary } from './sentence-fixtures.ts';

const names = { ...ordinary, nouns: readNouns(JSON.stringify(renamedNouns)) };

type Place = { companyId: string; projectIds: '*' | string[]; exceptProjectIds?: string[] };

const many = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

const whole = (count: number): Place[] =>
  many('c', count).map(companyId => ({ companyId, projectIds: '*' as const }));

const partly = (count: number): Place[] =>
  many('c', count).map(companyId => ({ companyId, projectIds: ['x'] }));

const rows: [Place[], string, string][] = [
  [
    [{ companyId: 'acme', projectIds: '*' }],
    'When a tag is created in any workspace of “Acme”',
    'Когда тег создан в любых пространствах организации «Acme»',
  ],
  [
    [{ companyId: 'acme', projectIds: many('p', 4) }],
    'When a tag is created in “p1”, “p2”, “p3” or 1 more workspace of “Acme”',
    'Когда тег создан в пространстве «p1», «p2», «p3» или ещё в 1 пространстве организации «Acme»',
  ],
  [
    [{ companyId: 'acme', projectIds: many('p', 5) }],
    'When a tag is created in “p1”, “p2”, “p3” or 2 more workspaces of “Acme”',
    'Когда тег создан в пространстве «p1», «p2», «p3» или ещё в 2 пространствах организации «Acme»',
  ],
  [
    [{ companyId: 'acme', projectIds: '*', exceptProjectIds: many('p', 4) }],
    'When a tag is created in any workspace of “Acme”, except “p1”, “p2”, “p3” and 1 more workspace',
    'Когда тег создан в любых пространствах организации «Acme», кроме «p1», «p2», «p3» и ещё 1 пространства',
  ],
  [
    [{ companyId: 'acme', projectIds: '*', exceptProjectIds: many('p', 8) }],
    'When a tag is created in any workspace of “Acme”, except “p1”, “p2”, “p3” and 5 more workspaces',
    'Когда тег создан в любых пространствах организации «Acme», кроме «p1», «p2», «p3» и ещё 5 пространств',
  ],
  [
    whole(4),
    'When a tag is created in any workspace of “c1”, “c2”, “c3” or 1 more organization',
    'Когда тег создан в любых пространствах организации «c1», «c2», «c3» или ещё 1 организации',
  ],
  [
    whole(8),
    'When a tag is created in any workspace of “c1”, “c2”, “c3” or 5 more organizations',
    'Когда тег создан в любых пространствах организации «c1», «c2», «c3» или ещё 5 организаций',
  ],
  [
    partly(5),
    'When a tag is created in “x” of “c1”, or in “x” of “c2”, or in “x” of “c3”, or in 2 more organizations',
    'Когда тег создан в пространстве «x» организации «c1», или в пространстве «x» организации «c2», или в пространстве «x» организации «c3», или ещё в 2 организациях',
  ],
];

describe('with nouns of the operator’s', () => {
  it.each(rows)('%j', (companies, en, ru) => {
    const filter = { anyOf: [{ eventTypes: ['TAG_CREATED'], companies }] };
    expect([filterSentence(filter, names, 'en'), filterSentence(filter, names, 'ru')]).toEqual([en, ru]);
  });

  it.each([
    ['recordId', 'the card has a value', 'в поле «карточка» есть значение'],
    ['currentValue.todo.id', 'its card has a value', 'в поле «карточка» есть значение'],
    ['currentValue.project.id', 'its workspace has a value', 'в поле «пространство» есть значение'],
    ['currentValue.company.name', 'its organization has a value', 'в поле «организация» есть значение'],
    [
      'currentValue.todo.todoList.title',
      'its “card › list” has a value',
      'в поле «карточка › список» есть значение',
    ],
  ])('the field %s has their name', (field, en, ru) => {
    const condition = conditionsSchema.parse({ op: 'exists', field });
    expect([
      conditionSentence(condition, ['acme'], names, 'en'),
      conditionSentence(condition, ['acme'], names, 'ru'),
    ]).toEqual([en, ru]);
  });
});

describe('readNouns', () => {
  it('keeps ours for what is not given', () => {
    expect(readNouns('')).toBe(defaultNouns);
    expect(readNouns('{"en":{"company":["organization","organizations"]}}')).toEqual({
      en: { ...defaultNouns.en, company: ['organization', 'organizations'] },
      ru: defaultNouns.ru,
    });
  });

  it.each(['{"en":{"company":["organization"]}}', '{"fr":{}}', '{"ru":{"record":{"nominative":["a","b"]}}}'])(
    'throws for %s',
    text => {
      expect(() => readNouns(text)).toThrow();
    },
  );
});
