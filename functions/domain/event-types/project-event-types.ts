import type { BuiltIn } from './built-in.ts';
import { text } from './event-schema-parts.ts';
import { changed, created, deleted } from './event-schemas.ts';

export const listEventTypes: readonly BuiltIn[] = [
  {
    name: 'TODO_LIST_CREATED',
    en: {
      title: 'List created',
      happening: 'a list is created',
      description: 'A new list was added to a project.',
    },
    ru: {
      title: 'Список создан',
      happening: 'список создан',
      description: 'В проект добавили новый список.',
    },
    schema: created('List'),
  },
  {
    name: 'TODO_LIST_NAME_CHANGED',
    en: {
      title: 'List renamed',
      happening: 'a list is renamed',
      description: 'The title of a list was changed.',
    },
    ru: {
      title: 'Список переименован',
      happening: 'список переименован',
      description: 'У списка изменили название.',
    },
    schema: changed('List', 'title', { from: text, to: text }),
  },
  {
    name: 'TODO_LIST_DELETED',
    en: {
      title: 'List deleted',
      happening: 'a list is deleted',
      description: 'A list was deleted from a project.',
    },
    ru: { title: 'Список удалён', happening: 'список удалён', description: 'Из проекта удалили список.' },
    schema: deleted('List'),
  },
];

export const customFieldEventTypes: readonly BuiltIn[] = [
  {
    name: 'CUSTOM_FIELD_CREATED',
    en: {
      title: 'Custom field created',
      happening: 'a custom field is created',
      description: 'A new custom field was added to a project.',
    },
    ru: {
      title: 'Поле создано',
      happening: 'пользовательское поле создано',
      description: 'В проекте появилось новое пользовательское поле для записей.',
    },
    schema: created('CustomField'),
  },
  {
    name: 'CUSTOM_FIELD_UPDATED',
    en: {
      title: 'Custom field changed',
      happening: 'a custom field itself is changed',
      description: 'The name or the settings of a custom field were changed, not a value in a record.',
    },
    ru: {
      title: 'Поле изменено',
      happening: 'само пользовательское поле изменено',
      description: 'Изменили название или настройки пользовательского поля, но не его значение в записи.',
    },
    schema: changed('CustomField'),
  },
  {
    name: 'CUSTOM_FIELD_DELETED',
    en: {
      title: 'Custom field deleted',
      happening: 'a custom field is deleted',
      description: 'A custom field was deleted from a project.',
    },
    ru: {
      title: 'Поле удалено',
      happening: 'пользовательское поле удалено',
      description: 'Из проекта удалили пользовательское поле.',
    },
    schema: deleted('CustomField'),
  },
];

export const tagEventTypes: readonly BuiltIn[] = [
  {
    name: 'TAG_CREATED',
    en: {
      title: 'Tag created',
      happening: 'a tag is created',
      description: 'A new tag was added to a project.',
    },
    ru: { title: 'Тег создан', happening: 'тег создан', description: 'В проекте появился новый тег.' },
    schema: created('Tag'),
  },
  {
    name: 'TAG_UPDATED',
    en: {
      title: 'Tag changed',
      happening: 'a tag itself is changed',
      description: 'The title or the colour of a tag was changed.',
    },
    ru: {
      title: 'Тег изменён',
      happening: 'сам тег изменён',
      description: 'У тега изменили название или цвет.',
    },
    schema: changed('Tag'),
  },
  {
    name: 'TAG_DELETED',
    en: {
      title: 'Tag deleted',
      happening: 'a tag is deleted',
      description: 'A tag was deleted from a project.',
    },
    ru: { title: 'Тег удалён', happening: 'тег удалён', description: 'Из проекта удалили тег.' },
    schema: deleted('Tag'),
  },
];

export const commentEventTypes: readonly BuiltIn[] = [
  {
    name: 'COMMENT_CREATED',
    en: {
      title: 'Comment added',
      happening: 'a comment is added',
      description: 'Someone wrote a comment on a record.',
    },
    ru: {
      title: 'Комментарий добавлен',
      happening: 'комментарий добавлен',
      description: 'К записи написали комментарий.',
    },
    schema: created('Comment'),
  },
  {
    name: 'COMMENT_UPDATED',
    en: {
      title: 'Comment changed',
      happening: 'a comment is changed',
      description: 'The text of a comment was changed.',
    },
    ru: {
      title: 'Комментарий изменён',
      happening: 'комментарий изменён',
      description: 'Текст комментария изменили.',
    },
    schema: changed('Comment', 'text', { from: text, to: text }),
  },
  {
    name: 'COMMENT_DELETED',
    en: {
      title: 'Comment deleted',
      happening: 'a comment is deleted',
      description: 'A comment was deleted.',
    },
    ru: { title: 'Комментарий удалён', happening: 'комментарий удалён', description: 'Комментарий удалили.' },
    schema: deleted('Comment'),
  },
];
