import type { NamedKind, Names } from '../../names/names.ts';
import type { EventField } from './schema-fields.ts';

/** A value to choose, as people call it. */
export interface KnownValue {
  readonly value: string;
  readonly label: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value at a path, lists on the way gone through. */
export function valuesAt(data: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(data)) return data.flatMap(one => valuesAt(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return [data];
  return isRecord(data) ? valuesAt(data[name], rest) : [];
}

/** Most that are offered. */
const offered = 50;

/** Values that a field had in events that have happened, each once. */
export function seenValues(events: readonly { readonly data: unknown }[], field: EventField): string[] {
  const roots = field.of === 'event' ? [[]] : [['currentValue'], ['previousValue']];
  const values = events.flatMap(({ data }) =>
    roots.flatMap(root => valuesAt(data, [...root, ...field.path.split('.')])),
  );
  const texts = values.flatMap(value =>
    (typeof value === 'string' && value !== '') || typeof value === 'number' ? [String(value)] : [],
  );
  return [...new Set(texts)].slice(0, offered);
}

const kinds: Readonly<Record<string, NamedKind>> = {
  person: 'person',
  list: 'list',
  'custom-field': 'custom-field',
};

/** What may be chosen for a field: what the directory names, and what events had. */
export function knownValues(
  field: EventField,
  events: readonly { readonly data: unknown }[],
  companyIds: readonly string[],
  names: Names,
): KnownValue[] {
  const seen = seenValues(events, field);
  const kind = field.refersTo === undefined ? undefined : kinds[field.refersTo];
  if (kind === undefined) return seen.map(value => ({ value, label: value }));
  const entries = companyIds.flatMap(companyId => names.entries(kind, companyId));
  const named = new Map(entries.map(({ id, name }) => [id, name]));
  for (const value of seen) if (!named.has(value)) named.set(value, value);
  return [...named].map(([value, label]) => ({ value, label }));
}
