import type { DirectoryEntry } from '../../../client/api/client.ts';
import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';

/** What people call the members of events: those of every event, and those of the things that events tell of. */
export const fieldWords = defineNounWords<FieldLabels>(
  ({ company, project, record }) => ({
    actorId: 'Who changed it',
    archived: 'Archived',
    changedFields: 'Changed fields',
    changes: 'Changes',
    checklist: 'Checklist',
    color: 'Colour',
    company: capitalized(company[0]),
    companyId: capitalized(company[0]),
    createdAt: 'Created',
    createdById: 'Author',
    currency: 'Currency',
    currentValue: 'After',
    customFields: 'Custom fields',
    done: 'Completed',
    duedAt: 'Due date',
    firstName: 'First name',
    fullName: 'Full name',
    html: 'Formatted text',
    lastName: 'Last name',
    name: 'Name',
    occurredAt: 'Time of the event',
    position: 'Position',
    previousValue: 'Before',
    project: capitalized(project[0]),
    projectId: capitalized(project[0]),
    recordId: capitalized(record[0]),
    sequence: 'Number of the event',
    startedAt: 'Start date',
    status: 'Status',
    tags: 'Tags',
    text: 'Text',
    timezone: 'Time zone',
    title: 'Title',
    todo: capitalized(record[0]),
    todoList: 'List',
    todoListId: 'List',
    type: 'Type',
    updatedAt: 'Last changed',
    user: 'Author',
    users: 'Assignees',
    value: 'Value',
  }),
  ({ company, project, record }) => ({
    actorId: 'Кто изменил',
    archived: 'В архиве',
    changedFields: 'Изменённые поля',
    changes: 'Изменения',
    checklist: 'Чек-лист',
    color: 'Цвет',
    company: capitalized(company.nominative[0]),
    companyId: capitalized(company.nominative[0]),
    createdAt: 'Создано',
    createdById: 'Автор',
    currency: 'Валюта',
    currentValue: 'Стало',
    customFields: 'Пользовательские поля',
    done: 'Выполнено',
    duedAt: 'Срок',
    firstName: 'Имя',
    fullName: 'Полное имя',
    html: 'Форматированный текст',
    lastName: 'Фамилия',
    name: 'Название',
    occurredAt: 'Время события',
    position: 'Порядок',
    previousValue: 'Было',
    project: capitalized(project.nominative[0]),
    projectId: capitalized(project.nominative[0]),
    recordId: capitalized(record.nominative[0]),
    sequence: 'Номер события',
    startedAt: 'Дата начала',
    status: 'Статус',
    tags: 'Теги',
    text: 'Текст',
    timezone: 'Часовой пояс',
    title: 'Название',
    todo: capitalized(record.nominative[0]),
    todoList: 'Список',
    todoListId: 'Список',
    type: 'Тип',
    updatedAt: 'Изменено',
    user: 'Автор',
    users: 'Исполнители',
    value: 'Значение',
  }),
);

/** By members of events. */
export type FieldLabels = Readonly<Record<string, string>>;

/** @returns undefined for a field that only the product has a name for */
export const fieldLabel = (field: string, labels: FieldLabels): string | undefined =>
  Object.hasOwn(labels, field) ? labels[field] : undefined;

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
