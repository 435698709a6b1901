import { describe, expect, it } from 'vitest';
import { kindText, kindWords } from '../../../console/src/catalog/kind-words.ts';
import { type JsonSchema, schemaFields } from '../../../console/src/catalog/schema-fields.ts';
import { builtInEventTypes } from '../../../functions/domain/event-types/built-in-event-types.ts';

const schema: JsonSchema = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string', description: 'Names it.' },
    at: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    count: { type: ['integer', 'null'] },
    way: { enum: ['up', 'down'] },
    task: { $ref: '#/$defs/Task' },
    tasks: { type: 'array', items: { $ref: '#/$defs/Task' } },
    odd: true,
    lost: { $ref: '#/$defs/Lost' },
    round: { $ref: '#/$defs/Round' },
  },
  $defs: {
    Task: {
      description: 'Something to do.',
      properties: { done: { type: 'boolean' }, parent: { $ref: '#/$defs/Task' } },
    },
    Round: { $ref: '#/$defs/Round' },
  },
};

const fields = schemaFields(schema);
const field = (name: string) => fields.find(one => one.name === name);
const kind = (name: string, language: 'en' | 'ru') => kindText(field(name)?.kinds ?? [], kindWords[language]);

describe('fields of a schema', () => {
  it.each([
    ['id', 'text', 'текст'],
    ['at', 'date and time or nothing', 'дата и время или пусто'],
    ['count', 'whole number or nothing', 'целое число или пусто'],
    ['way', 'one of up, down', 'одно из up, down'],
    ['task', 'object', 'объект'],
    ['tasks', 'list: object', 'список: объект'],
    ['odd', 'any value', 'любое значение'],
    ['lost', 'any value', 'любое значение'],
    ['round', 'any value', 'любое значение'],
  ])('%s is %s', (name, en, ru) => {
    expect([kind(name, 'en'), kind(name, 'ru')]).toEqual([en, ru]);
  });

  it('say which are always there, and what they mean, also where that is said of what they refer to', () => {
    expect(fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual(['id']);
    expect([field('id')?.description, field('task')?.description]).toEqual(['Names it.', 'Something to do.']);
  });

  it('open into the members of objects and of objects in lists, however deep', () => {
    const names = (name: string) =>
      field(name)
        ?.fields()
        .map(one => one.name);
    expect([names('task'), names('tasks'), names('id')]).toEqual([
      ['done', 'parent'],
      ['done', 'parent'],
      [],
    ]);
    const parent = field('task')?.fields()[1]?.fields()[1];
    expect(parent?.fields().map(one => one.name)).toEqual(['done', 'parent']);
  });

  it('has what the built-in events carry', () => {
    const due = schemaFields(builtInEventTypes.get('TODO_DUE_DATE_UPDATED')?.schema ?? {});
    const value = due.find(({ name }) => name === 'currentValue');
    expect(value?.isRequired).toBe(true);
    expect(
      value
        ?.fields()
        .slice(0, 3)
        .map(({ name }) => name),
    ).toEqual(['id', 'uid', 'title']);
  });
});
