import type { BuiltIn } from './built-in.ts';
import { flag, listOf, text, time } from './event-schema-parts.ts';
import { changed, created, deleted } from './event-schemas.ts';

const none = { type: 'null' };

export const recordEventTypes: readonly BuiltIn[] = [
  {
    name: 'TODO_CREATED',
    en: {
      title: 'Record created',
      happening: 'a record is created',
      description: 'A new record was added to a list.',
    },
    ru: {
      title: 'Запись создана',
      happening: 'запись создана',
      description: 'В список добавили новую запись.',
    },
    schema: created('Record'),
  },
  {
    name: 'TODO_DELETED',
    en: { title: 'Record deleted', happening: 'a record is deleted', description: 'A record was deleted.' },
    ru: { title: 'Запись удалена', happening: 'запись удалена', description: 'Запись удалили.' },
    schema: deleted('Record'),
  },
  {
    name: 'TODO_MOVED',
    en: {
      title: 'Record moved',
      happening: 'a record is moved',
      description: 'A record was moved from one list to another.',
    },
    ru: {
      title: 'Запись перемещена',
      happening: 'запись перемещена',
      description: 'Запись переместили из одного списка в другой.',
    },
    schema: changed('Record', 'todoListId', { from: text, to: text }),
  },
  {
    name: 'TODO_NAME_CHANGED',
    en: {
      title: 'Record renamed',
      happening: 'a record is renamed',
      description: 'The title of a record was changed.',
    },
    ru: {
      title: 'Запись переименована',
      happening: 'запись переименована',
      description: 'У записи изменили название.',
    },
    schema: changed('Record', 'title', { from: text, to: text }),
  },
  {
    name: 'TODO_DONE_STATUS_UPDATED',
    en: {
      title: 'Record completed or reopened',
      happening: 'a record is completed or reopened',
      description: 'A record was marked as done, or as not done again.',
    },
    ru: {
      title: 'Запись выполнена или возвращена в работу',
      happening: 'запись выполнена или возвращена в работу',
      description: 'Запись отметили выполненной или сняли эту отметку.',
    },
    schema: changed('Record', 'done', { from: flag, to: flag }),
  },
  {
    name: 'TODO_DUE_DATE_ADDED',
    en: {
      title: 'Due date set',
      happening: 'a record gets a due date',
      description: 'A record that had no due date got one.',
    },
    ru: {
      title: 'Срок назначен',
      happening: 'записи назначен срок',
      description: 'Записи без срока назначили срок.',
    },
    schema: changed('Record', 'duedAt', { from: none, to: time }),
  },
  {
    name: 'TODO_DUE_DATE_UPDATED',
    en: {
      title: 'Due date changed',
      happening: 'the due date of a record is changed',
      description: 'The due date of a record was moved to another time.',
    },
    ru: {
      title: 'Срок изменён',
      happening: 'срок записи изменён',
      description: 'Срок записи перенесли на другое время.',
    },
    schema: changed('Record', 'duedAt', { from: time, to: time }),
  },
  {
    name: 'TODO_DUE_DATE_REMOVED',
    en: {
      title: 'Due date removed',
      happening: 'a record loses its due date',
      description: 'The due date of a record was taken away.',
    },
    ru: { title: 'Срок удалён', happening: 'у записи убран срок', description: 'У записи убрали срок.' },
    schema: changed('Record', 'duedAt', { from: time, to: none }),
  },
  {
    name: 'TODO_ASSIGNEE_ADDED',
    en: {
      title: 'Person assigned',
      happening: 'someone is assigned to a record',
      description: 'Someone was made responsible for a record.',
    },
    ru: {
      title: 'Исполнитель назначен',
      happening: 'записи назначен исполнитель',
      description: 'Записи назначили исполнителя.',
    },
    schema: changed('Record', 'users', { from: listOf('Person'), to: listOf('Person') }),
  },
  {
    name: 'TODO_ASSIGNEE_REMOVED',
    en: {
      title: 'Person unassigned',
      happening: 'someone is unassigned from a record',
      description: 'Someone is no longer responsible for a record.',
    },
    ru: {
      title: 'Исполнитель снят',
      happening: 'с записи снят исполнитель',
      description: 'С записи сняли исполнителя.',
    },
    schema: changed('Record', 'users', { from: listOf('Person'), to: listOf('Person') }),
  },
  {
    name: 'TODO_TAG_ADDED',
    en: {
      title: 'Tag put on a record',
      happening: 'a tag is put on a record',
      description: 'A record got one more tag.',
    },
    ru: {
      title: 'Тег добавлен к записи',
      happening: 'к записи добавлен тег',
      description: 'К записи добавили ещё один тег.',
    },
    schema: changed('Record', 'tags', { from: listOf('Tag'), to: listOf('Tag') }),
  },
  {
    name: 'TODO_TAG_REMOVED',
    en: {
      title: 'Tag taken off a record',
      happening: 'a tag is taken off a record',
      description: 'A record lost one of its tags.',
    },
    ru: {
      title: 'Тег снят с записи',
      happening: 'с записи снят тег',
      description: 'С записи сняли один из тегов.',
    },
    schema: changed('Record', 'tags', { from: listOf('Tag'), to: listOf('Tag') }),
  },
  {
    name: 'TODO_CUSTOM_FIELD_UPDATED',
    en: {
      title: 'Custom field value changed',
      happening: 'the value of a custom field is changed',
      description: 'The value of a custom field was changed in a record, such as its budget or priority.',
    },
    ru: {
      title: 'Значение поля изменено',
      happening: 'значение пользовательского поля изменено',
      description: 'В записи изменили значение пользовательского поля, например бюджет или приоритет.',
    },
    schema: changed('Record', 'customFields', { from: listOf('CustomField'), to: listOf('CustomField') }),
  },
];
