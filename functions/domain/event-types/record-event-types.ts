import type { BuiltIn } from './built-in.ts';
import { flag, listOf, text, time } from './event-schema-parts.ts';
import { changed, created, deleted } from './event-schemas.ts';

const none = { type: 'null' };

export const recordEventTypes: readonly BuiltIn[] = [
  {
    name: 'TODO_CREATED',
    en: { title: 'Record created', description: 'A new record was added to a list.' },
    ru: { title: 'Запись создана', description: 'В список добавили новую запись.' },
    schema: created('Record'),
  },
  {
    name: 'TODO_DELETED',
    en: { title: 'Record deleted', description: 'A record was deleted.' },
    ru: { title: 'Запись удалена', description: 'Запись удалили.' },
    schema: deleted('Record'),
  },
  {
    name: 'TODO_MOVED',
    en: { title: 'Record moved', description: 'A record was moved from one list to another.' },
    ru: { title: 'Запись перемещена', description: 'Запись переместили из одного списка в другой.' },
    schema: changed('Record', 'todoListId', { from: text, to: text }),
  },
  {
    name: 'TODO_NAME_CHANGED',
    en: { title: 'Record renamed', description: 'The title of a record was changed.' },
    ru: { title: 'Запись переименована', description: 'У записи изменили название.' },
    schema: changed('Record', 'title', { from: text, to: text }),
  },
  {
    name: 'TODO_DONE_STATUS_UPDATED',
    en: {
      title: 'Record completed or reopened',
      description: 'A record was marked as done, or as not done again.',
    },
    ru: {
      title: 'Запись выполнена или возвращена в работу',
      description: 'Запись отметили выполненной или сняли эту отметку.',
    },
    schema: changed('Record', 'done', { from: flag, to: flag }),
  },
  {
    name: 'TODO_DUE_DATE_ADDED',
    en: { title: 'Due date set', description: 'A record that had no due date got one.' },
    ru: { title: 'Срок назначен', description: 'Записи без срока назначили срок.' },
    schema: changed('Record', 'duedAt', { from: none, to: time }),
  },
  {
    name: 'TODO_DUE_DATE_UPDATED',
    en: { title: 'Due date changed', description: 'The due date of a record was moved to another time.' },
    ru: { title: 'Срок изменён', description: 'Срок записи перенесли на другое время.' },
    schema: changed('Record', 'duedAt', { from: time, to: time }),
  },
  {
    name: 'TODO_DUE_DATE_REMOVED',
    en: { title: 'Due date removed', description: 'The due date of a record was taken away.' },
    ru: { title: 'Срок удалён', description: 'У записи убрали срок.' },
    schema: changed('Record', 'duedAt', { from: time, to: none }),
  },
  {
    name: 'TODO_ASSIGNEE_ADDED',
    en: { title: 'Person assigned', description: 'Someone was made responsible for a record.' },
    ru: { title: 'Исполнитель назначен', description: 'Записи назначили исполнителя.' },
    schema: changed('Record', 'users', { from: listOf('Person'), to: listOf('Person') }),
  },
  {
    name: 'TODO_ASSIGNEE_REMOVED',
    en: { title: 'Person unassigned', description: 'Someone is no longer responsible for a record.' },
    ru: { title: 'Исполнитель снят', description: 'С записи сняли исполнителя.' },
    schema: changed('Record', 'users', { from: listOf('Person'), to: listOf('Person') }),
  },
  {
    name: 'TODO_TAG_ADDED',
    en: { title: 'Tag put on a record', description: 'A record got one more tag.' },
    ru: { title: 'Тег добавлен к записи', description: 'К записи добавили ещё один тег.' },
    schema: changed('Record', 'tags', { from: listOf('Tag'), to: listOf('Tag') }),
  },
  {
    name: 'TODO_TAG_REMOVED',
    en: { title: 'Tag taken off a record', description: 'A record lost one of its tags.' },
    ru: { title: 'Тег снят с записи', description: 'С записи сняли один из тегов.' },
    schema: changed('Record', 'tags', { from: listOf('Tag'), to: listOf('Tag') }),
  },
  {
    name: 'TODO_CUSTOM_FIELD_UPDATED',
    en: {
      title: 'Custom field value changed',
      description: 'The value of a custom field was changed in a record, such as its budget or priority.',
    },
    ru: {
      title: 'Значение поля изменено',
      description: 'В записи изменили значение пользовательского поля, например бюджет или приоритет.',
    },
    schema: changed('Record', 'customFields', { from: listOf('CustomField'), to: listOf('CustomField') }),
  },
];
