import type { DirectoryEntry } from '../../../client/api/client.ts';
import type { Language } from '../language/words.ts';

/** What people call the members of events: those of every event, and those of the things that events tell of. */
const labels: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  actorId: { en: 'Who changed it', ru: 'Кто изменил' },
  archived: { en: 'Archived', ru: 'В архиве' },
  changedFields: { en: 'Changed fields', ru: 'Изменённые поля' },
  changes: { en: 'Changes', ru: 'Изменения' },
  checklist: { en: 'Checklist', ru: 'Чек-лист' },
  color: { en: 'Colour', ru: 'Цвет' },
  company: { en: 'Company', ru: 'Компания' },
  companyId: { en: 'Company', ru: 'Компания' },
  createdAt: { en: 'Created', ru: 'Создано' },
  createdById: { en: 'Author', ru: 'Автор' },
  currency: { en: 'Currency', ru: 'Валюта' },
  currentValue: { en: 'After', ru: 'Стало' },
  customFields: { en: 'Custom fields', ru: 'Пользовательские поля' },
  done: { en: 'Completed', ru: 'Выполнено' },
  duedAt: { en: 'Due date', ru: 'Срок' },
  firstName: { en: 'First name', ru: 'Имя' },
  fullName: { en: 'Full name', ru: 'Полное имя' },
  html: { en: 'Formatted text', ru: 'Форматированный текст' },
  lastName: { en: 'Last name', ru: 'Фамилия' },
  name: { en: 'Name', ru: 'Название' },
  occurredAt: { en: 'Time of the event', ru: 'Время события' },
  position: { en: 'Position', ru: 'Порядок' },
  previousValue: { en: 'Before', ru: 'Было' },
  project: { en: 'Project', ru: 'Проект' },
  projectId: { en: 'Project', ru: 'Проект' },
  recordId: { en: 'Record', ru: 'Запись' },
  sequence: { en: 'Number of the event', ru: 'Номер события' },
  startedAt: { en: 'Start date', ru: 'Дата начала' },
  status: { en: 'Status', ru: 'Статус' },
  tags: { en: 'Tags', ru: 'Теги' },
  text: { en: 'Text', ru: 'Текст' },
  timezone: { en: 'Time zone', ru: 'Часовой пояс' },
  title: { en: 'Title', ru: 'Название' },
  todo: { en: 'Record', ru: 'Запись' },
  todoList: { en: 'List', ru: 'Список' },
  todoListId: { en: 'List', ru: 'Список' },
  type: { en: 'Type', ru: 'Тип' },
  updatedAt: { en: 'Last changed', ru: 'Изменено' },
  user: { en: 'Author', ru: 'Автор' },
  users: { en: 'Assignees', ru: 'Исполнители' },
  value: { en: 'Value', ru: 'Значение' },
};

/** @returns undefined for a field that only the product has a name for */
export const fieldLabel = (field: string, language: Language): string | undefined =>
  Object.hasOwn(labels, field) ? labels[field]?.[language] : undefined;

const named: Readonly<Record<string, DirectoryEntry['kind']>> = {
  actorId: 'person',
  companyId: 'company',
  createdById: 'person',
  projectId: 'project',
  todoListId: 'list',
};

/** Of what the field holds the id; undefined for a field that holds none with a name. */
export const namedKindOf = (field: string): DirectoryEntry['kind'] | undefined =>
  Object.hasOwn(named, field) ? named[field] : undefined;
