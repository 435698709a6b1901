import { describe, expect, it } from 'vitest';
import type { EventType } from '../../../client/api/client.ts';
import { eventGroups, textIn } from '../../../console/src/catalog/event-groups.ts';
import { groupWords } from '../../../console/src/catalog/group-words.ts';
import { defaultNouns } from '../../../console/src/language/nouns.ts';

function eventType(name: string, group: string, en: string, ru: string): EventType {
  return {
    name,
    group,
    title: { en, ru },
    description: { en: `${en} by somebody.` },
    schema: {},
    example: null,
    deprecated: false,
    version: 1,
    builtIn: true,
    updatedAt: null,
  };
}

const eventTypes = [
  eventType('COMMENT_CREATED', 'Comment', 'Comment added', 'Комментарий добавлен'),
  eventType('TODO_MOVED', 'Record', 'Record moved', 'Запись перенесена'),
  eventType('invoice.paid', 'Invoice', 'Invoice paid', 'Счёт оплачен'),
  eventType('TODO_DELETED', 'Record', 'Record deleted', 'Запись удалена'),
];

const namesOf = (search: string, language: 'en' | 'ru') =>
  eventGroups(eventTypes, search, language, groupWords(defaultNouns)[language]).map(group => [
    group.name,
    ...group.eventTypes.map(({ name }) => name),
  ]);

describe('the event catalog', () => {
  it('is by group, the known ones first, each called in the language where it is known', () => {
    expect(namesOf('', 'en')).toEqual([
      ['Record', 'TODO_MOVED', 'TODO_DELETED'],
      ['Comment', 'COMMENT_CREATED'],
      ['Invoice', 'invoice.paid'],
    ]);
    expect(namesOf('', 'ru').map(([name]) => name)).toEqual(['Записи', 'Комментарии', 'Invoice']);
  });

  it.each([
    ['MOVED', 'en', [['Record', 'TODO_MOVED']]],
    ['paid  somebody', 'en', [['Invoice', 'invoice.paid']]],
    ['запись удал', 'ru', [['Записи', 'TODO_DELETED']]],
    ['оплачен', 'en', []],
  ] as const)('is searched for %s in %s by what people read of it', (search, language, found) => {
    expect(namesOf(search, language)).toEqual(found);
  });

  it('is in English where nobody has translated it', () => {
    expect(textIn({ en: 'Moved' }, 'ru')).toBe('Moved');
  });
});
