import type { BuiltIn } from './built-in.ts';
import { flag, listOf, text, time } from './event-schema-parts.ts';
import { changed, created, deleted } from './event-schemas.ts';

const none = { type: 'null' };

export const checklistEventTypes: readonly BuiltIn[] = [
  {
    name: 'TODO_CHECKLIST_CREATED',
    en: {
      title: 'Checklist added',
      happening: 'a checklist is added',
      description: 'A checklist was added to a record.',
    },
    ru: {
      title: 'Чек-лист добавлен',
      happening: 'чек-лист добавлен',
      description: 'К записи добавили чек-лист.',
    },
    schema: created('Checklist'),
  },
  {
    name: 'TODO_CHECKLIST_NAME_CHANGED',
    en: {
      title: 'Checklist renamed',
      happening: 'a checklist is renamed',
      description: 'The title of a checklist was changed.',
    },
    ru: {
      title: 'Чек-лист переименован',
      happening: 'чек-лист переименован',
      description: 'У чек-листа изменили название.',
    },
    schema: changed('Checklist', 'title', { from: text, to: text }),
  },
  {
    name: 'TODO_CHECKLIST_DELETED',
    en: {
      title: 'Checklist deleted',
      happening: 'a checklist is deleted',
      description: 'A checklist was deleted with all of its items.',
    },
    ru: {
      title: 'Чек-лист удалён',
      happening: 'чек-лист удалён',
      description: 'Чек-лист удалили вместе со всеми пунктами.',
    },
    schema: deleted('Checklist'),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_CREATED',
    en: {
      title: 'Checklist item added',
      happening: 'a checklist item is added',
      description: 'A new item was added to a checklist.',
    },
    ru: {
      title: 'Пункт чек-листа добавлен',
      happening: 'пункт чек-листа добавлен',
      description: 'В чек-лист добавили новый пункт.',
    },
    schema: created('ChecklistItem'),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_NAME_CHANGED',
    en: {
      title: 'Checklist item renamed',
      happening: 'a checklist item is renamed',
      description: 'The wording of a checklist item was changed.',
    },
    ru: {
      title: 'Пункт чек-листа переименован',
      happening: 'пункт чек-листа переименован',
      description: 'Изменили текст пункта чек-листа.',
    },
    schema: changed('ChecklistItem', 'title', { from: text, to: text }),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_DELETED',
    en: {
      title: 'Checklist item deleted',
      happening: 'a checklist item is deleted',
      description: 'An item was deleted from a checklist.',
    },
    ru: {
      title: 'Пункт чек-листа удалён',
      happening: 'пункт чек-листа удалён',
      description: 'Из чек-листа удалили пункт.',
    },
    schema: deleted('ChecklistItem'),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_DUE_DATE_ADDED',
    en: {
      title: 'Checklist item due date set',
      happening: 'a checklist item gets a due date',
      description: 'A checklist item that had no due date got one.',
    },
    ru: {
      title: 'Срок пункта назначен',
      happening: 'пункту чек-листа назначен срок',
      description: 'Пункту чек-листа без срока назначили срок.',
    },
    schema: changed('ChecklistItem', 'duedAt', { from: none, to: time }),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_DUE_DATE_UPDATED',
    en: {
      title: 'Checklist item due date changed',
      happening: 'the due date of a checklist item is changed',
      description: 'The due date of a checklist item was moved to another time.',
    },
    ru: {
      title: 'Срок пункта изменён',
      happening: 'срок пункта чек-листа изменён',
      description: 'Срок пункта чек-листа перенесли на другое время.',
    },
    schema: changed('ChecklistItem', 'duedAt', { from: time, to: time }),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_DUE_DATE_REMOVED',
    en: {
      title: 'Checklist item due date removed',
      happening: 'a checklist item loses its due date',
      description: 'The due date of a checklist item was taken away.',
    },
    ru: {
      title: 'Срок пункта удалён',
      happening: 'у пункта чек-листа убран срок',
      description: 'У пункта чек-листа убрали срок.',
    },
    schema: changed('ChecklistItem', 'duedAt', { from: time, to: none }),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_ASSIGNEE_ADDED',
    en: {
      title: 'Person assigned to a checklist item',
      happening: 'someone is assigned to a checklist item',
      description: 'Someone was made responsible for a checklist item.',
    },
    ru: {
      title: 'Исполнитель пункта назначен',
      happening: 'пункту чек-листа назначен исполнитель',
      description: 'Пункту чек-листа назначили исполнителя.',
    },
    schema: changed('ChecklistItem', 'users', { from: listOf('Person'), to: listOf('Person') }),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_ASSIGNEE_REMOVED',
    en: {
      title: 'Person unassigned from a checklist item',
      happening: 'someone is unassigned from a checklist item',
      description: 'Someone is no longer responsible for a checklist item.',
    },
    ru: {
      title: 'Исполнитель пункта снят',
      happening: 'с пункта чек-листа снят исполнитель',
      description: 'С пункта чек-листа сняли исполнителя.',
    },
    schema: changed('ChecklistItem', 'users', { from: listOf('Person'), to: listOf('Person') }),
  },
  {
    name: 'TODO_CHECKLIST_ITEM_DONE_STATUS_UPDATED',
    en: {
      title: 'Checklist item completed or reopened',
      happening: 'a checklist item is completed or reopened',
      description: 'A checklist item was ticked off, or its tick was removed.',
    },
    ru: {
      title: 'Пункт чек-листа выполнен или возвращён в работу',
      happening: 'пункт чек-листа выполнен или возвращён в работу',
      description: 'Пункт чек-листа отметили выполненным или сняли эту отметку.',
    },
    schema: changed('ChecklistItem', 'done', { from: flag, to: flag }),
  },
];
