/** JSON Schema 2020-12: https://json-schema.org/draft/2020-12 */
export type JsonSchema = Readonly<Record<string, unknown>>;

export type ThingName =
  | 'Checklist'
  | 'ChecklistItem'
  | 'Comment'
  | 'Company'
  | 'CustomField'
  | 'List'
  | 'Person'
  | 'Project'
  | 'Record'
  | 'Tag';

export const text: JsonSchema = { type: 'string' };
export const number: JsonSchema = { type: 'number' };
export const flag: JsonSchema = { type: 'boolean' };
export const time: JsonSchema = { type: 'string', format: 'date-time' };
export const timeOrNone: JsonSchema = { anyOf: [time, { type: 'null' }] };

export function a(thing: ThingName): JsonSchema {
  return { $ref: `#/$defs/${thing}` };
}

export function listOf(thing: ThingName): JsonSchema {
  return { type: 'array', items: a(thing) };
}

/** Further members are allowed: a platform may tell more, and more with time. */
function thing(required: readonly string[], properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: 'object',
    required: ['id', ...required],
    properties: { id: text, uid: text, ...properties },
  };
}

const times = { createdAt: time, updatedAt: time };

/** What events tell of. */
export const things: Readonly<Record<ThingName, JsonSchema>> = {
  Company: thing(['name'], { slug: text, name: text }),
  Project: thing(['name'], { slug: text, name: text, company: a('Company') }),
  List: thing(['title'], { title: text, position: number, project: a('Project') }),
  Person: thing([], { firstName: text, lastName: text, fullName: text }),
  Tag: thing(['title'], { title: text, color: text, project: a('Project'), ...times }),
  CustomField: thing(['name', 'type'], {
    name: text,
    type: text,
    currency: text,
    position: number,
    value: { description: 'Of a record: whatever the field holds there.' },
    project: a('Project'),
    ...times,
  }),
  Record: thing(['title', 'done', 'todoListId'], {
    title: text,
    html: text,
    text,
    position: number,
    archived: flag,
    done: flag,
    startedAt: timeOrNone,
    duedAt: timeOrNone,
    timezone: text,
    createdById: text,
    todoListId: text,
    customFields: listOf('CustomField'),
    users: listOf('Person'),
    tags: listOf('Tag'),
    todoList: a('List'),
    ...times,
  }),
  Checklist: thing(['title'], { title: text, todo: a('Record'), ...times }),
  ChecklistItem: thing(['title', 'done'], {
    title: text,
    position: number,
    done: flag,
    duedAt: timeOrNone,
    users: listOf('Person'),
    checklist: a('Checklist'),
    ...times,
  }),
  Comment: thing(['text'], { text, user: a('Person'), todo: a('Record'), ...times }),
};

const reference = /"#\/\$defs\/(\w+)"/g;

/** The things that a schema speaks of, and those that these speak of. */
export function thingsIn(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const found = new Map<string, JsonSchema>();
  const left: JsonSchema[] = [schema];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    for (const [, name = ''] of JSON.stringify(one).matchAll(reference)) {
      const definition = Object.entries(things).find(([key]) => key === name)?.[1];
      if (definition === undefined || found.has(name)) continue;
      found.set(name, definition);
      left.push(definition);
    }
  }
  return Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}
