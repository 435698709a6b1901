import type { EventType } from '../../../../client/api/client.ts';

export type FieldType = 'text' | 'number' | 'flag' | 'date' | 'any';
/** Of what the values are ids. */
export type FieldOf = 'person' | 'list' | 'custom-field' | undefined;

/** Something of an event that a condition may ask about. */
export interface EventField {
  /** Of the record, `title`; of the event itself, `actorId`. */
  readonly path: string;
  readonly of: 'record' | 'event';
  readonly type: FieldType;
  readonly refersTo: FieldOf;
  /** The record is gone after the event: what it was before is all that there is. */
  readonly isOnlyBefore: boolean;
}

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deeper ones are things of their own, such as the project of the list of a record. */
const maxDepth = 2;

/** Members of every event that are asked about elsewhere, or of no use to people. */
const ownMembers = [
  'companyId',
  'projectId',
  'recordId',
  'sequence',
  'changes',
  'changedFields',
  'occurredAt',
];
const states = ['previousValue', 'currentValue'];
const idMembers = ['uid', 'slug', 'html'];

function resolved(schema: unknown, root: Schema): Schema[] {
  if (!isSchema(schema)) return [];
  if (typeof schema.$ref === 'string') {
    const name = /^#\/\$defs\/([^/]+)$/.exec(schema.$ref)?.[1] ?? '';
    return isSchema(root.$defs) ? resolved(root.$defs[name], root) : [];
  }
  const choices = [schema.anyOf, schema.oneOf].flatMap(list => (Array.isArray(list) ? list : []));
  return choices.length > 0 ? choices.flatMap(choice => resolved(choice, root)) : [schema];
}

function typeOf({ type, format }: Schema): FieldType | undefined {
  if (type === 'string') return format === 'date-time' || format === 'date' ? 'date' : 'text';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'flag';
  return type === undefined ? 'any' : undefined;
}

function refersTo(path: string): FieldOf {
  const name = path.split('.').at(-1) ?? '';
  const parent = path.split('.').at(-2) ?? '';
  if (/^(actor|createdBy|assignee|owner|user|author)(Id)?$/.test(name)) return 'person';
  if (name === 'id' && /^(users|user|assignees|owner|author)$/.test(parent)) return 'person';
  if (name === 'todoListId' || (name === 'id' && parent === 'todoList')) return 'list';
  return name === 'id' && parent === 'customFields' ? 'custom-field' : undefined;
}

/** @returns path → type of everything below a schema that has a value of its own */
function leavesOf(schema: unknown, root: Schema, path: string, depth: number): [string, FieldType][] {
  return resolved(schema, root).flatMap((one): [string, FieldType][] => {
    if (one.type === 'array') return leavesOf(one.items, root, path, depth);
    if (!isSchema(one.properties)) {
      const type = typeOf(one);
      return type === undefined || path === '' ? [] : [[path, type]];
    }
    if (depth >= maxDepth) return [];
    return Object.entries(one.properties).flatMap(([name, member]) =>
      idMembers.includes(name)
        ? []
        : leavesOf(member, root, path === '' ? name : `${path}.${name}`, depth + 1),
    );
  });
}

function fieldsOfType(type: EventType): EventField[] {
  const root: Schema = type.schema;
  const properties = isSchema(root.properties) ? root.properties : {};
  const [before, after] = states.map(state => new Map(leavesOf(properties[state], root, '', 0)));
  const record = new Map([...(before ?? []), ...(after ?? [])]);
  const event = Object.entries(properties)
    .filter(([name]) => !ownMembers.includes(name) && !states.includes(name))
    .flatMap(([name, member]) => leavesOf(member, root, name, 1));
  return [
    ...event.map(([path, type]) => ({
      path,
      of: 'event' as const,
      type,
      refersTo: refersTo(path),
      isOnlyBefore: false,
    })),
    ...[...record].map(([path, type]) => ({
      path,
      of: 'record' as const,
      type,
      refersTo: refersTo(path),
      isOnlyBefore: after?.has(path) !== true,
    })),
  ];
}

/** What can be asked about events of these types, each once: what they all know first. */
export function fieldsOf(types: readonly EventType[]): EventField[] {
  const fields = new Map<string, { field: EventField; count: number }>();
  for (const field of types.flatMap(fieldsOfType)) {
    const key = `${field.of} ${field.path}`;
    const known = fields.get(key);
    const isOnlyBefore = field.isOnlyBefore && known?.field.isOnlyBefore !== false;
    fields.set(key, { field: { ...field, isOnlyBefore }, count: (known?.count ?? 0) + 1 });
  }
  return [...fields.values()].sort((a, b) => b.count - a.count).map(({ field }) => field);
}
