import type { JsonSchema } from '../event-types/event-schema-parts.ts';
import { type FieldFinding, type FieldType, fieldFinding, fieldTypeOf } from '../event-types/field-facts.ts';
import type { Condition, FieldCondition } from './condition.ts';
import { leavesOf } from './leaves.ts';
import { isOperatorName, operators } from './operators.ts';
import type { ConditionFault } from './read-conditions.ts';

/** What some operators compare, and what to say of a field that is none. */
const compared: Readonly<Record<string, { readonly type: FieldType; readonly says: string }>> = {
  ...ofType('number', 'compares numbers', ['gt', 'gte', 'lt', 'lte', 'between', 'increased', 'decreased']),
  ...ofType('text', 'compares dates, which are texts', [
    'before',
    'after',
    'inLast',
    'inNext',
    'movedLater',
    'movedEarlier',
  ]),
  ...ofType('text', 'looks into texts', ['startsWith', 'endsWith', 'contains', 'wildcard', 'cidr']),
};

function ofType(type: FieldType, says: string, names: readonly string[]) {
  return Object.fromEntries(names.map(name => [name, { type, says }]));
}

/** These have something to say of objects, too. */
const ofObjects = ['empty', 'changed', 'onlyChanged'];

const nouns: Readonly<Record<FieldType, string>> = {
  text: 'a text',
  number: 'a number',
  flag: 'true or false',
  none: 'null',
  object: 'an object',
  any: 'anything',
};

/**
 * Fields that the events of a clause do not have though they have one of almost that name, and operators and values that do not fit
 * what the fields are.
 * @param schemas of the event types that are meant
 */
export function checkFields(condition: Condition, schemas: readonly JsonSchema[]): ConditionFault[] {
  if (schemas.length === 0) return [];
  return leavesOf(condition).flatMap(({ leaf, path }) =>
    faultsOf(leaf, schemas).map(fault => ({ ...fault, path: [...path, ...fault.path] })),
  );
}

function faultsOf(leaf: FieldCondition, schemas: readonly JsonSchema[]): ConditionFault[] {
  const { op, field } = leaf;
  if (op === 'onlyChanged') return namesOf(leaf).flatMap(([name, path]) => misspelt(name, schemas, path));
  if (field === undefined || !isOperatorName(op)) return [];
  const isOfRecord = operators[op].field !== 'any';
  const finding = isOfRecord ? ofRecord(field, schemas) : fieldFinding(schemas, field);
  if (finding.kind === 'misspelt') return [misspeltFault(field, finding.near, ['field'])];
  if (finding.kind === 'unknown' || finding.types.has('any')) return [];
  const { types, members } = finding;
  const values = [...types].filter(type => type !== 'object');
  if (values.every(type => type === 'none') && types.has('object') && !ofObjects.includes(op)) {
    const member = members.includes('id') ? 'id' : (members[0] ?? 'id');
    const detail = `${field} is an object: name a field in it, such as ${field}.${member}.`;
    return [{ path: ['field'], code: 'field-not-in-object', detail }];
  }
  const wanted = compared[op];
  if (wanted !== undefined && !types.has(wanted.type)) {
    const detail = `${field} is ${nounOf(values)}: ${op} ${wanted.says}.`;
    return [{ path: ['op'], code: 'operator-does-not-fit', detail }];
  }
  return wanted === undefined
    ? comparedValues(leaf).flatMap(([value, path]) => misfit(field, value, path, types))
    : [];
}

/** Of the record, whichever of its two states the events have. */
function ofRecord(field: string, schemas: readonly JsonSchema[]): FieldFinding {
  const findings = ['currentValue', 'previousValue'].map(state => fieldFinding(schemas, `${state}.${field}`));
  const known = findings.find(({ kind }) => kind === 'known');
  if (known !== undefined) return known;
  const near = findings.find(finding => finding.kind === 'misspelt');
  return near === undefined
    ? { kind: 'unknown' }
    : { kind: 'misspelt', near: near.near.slice(near.near.indexOf('.') + 1) };
}

function misspelt(
  name: string,
  schemas: readonly JsonSchema[],
  path: ConditionFault['path'],
): ConditionFault[] {
  const finding = ofRecord(name, schemas);
  return finding.kind === 'misspelt' ? [misspeltFault(name, finding.near, path)] : [];
}

function misspeltFault(field: string, near: string, path: ConditionFault['path']): ConditionFault {
  const detail = `These events have no field "${field}". Did you mean "${near}"?`;
  return { path, code: 'unknown-field', detail };
}

function namesOf({ value }: FieldCondition): [string, ConditionFault['path']][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((name: unknown, i): [string, ConditionFault['path']][] =>
    typeof name === 'string' ? [[name, ['value', i]]] : [],
  );
}

/** Values that the field is compared with for being the same. */
function comparedValues({ op, value }: FieldCondition): [unknown, ConditionFault['path']][] {
  if (['exists', 'empty', 'onlyChanged'].includes(op)) return [];
  if (Array.isArray(value)) return value.map((one: unknown, i) => [one, ['value', i]]);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).map(([name, one]) => [one, ['value', name]]);
  }
  return value === undefined ? [] : [[value, ['value']]];
}

function misfit(
  field: string,
  value: unknown,
  path: ConditionFault['path'],
  types: ReadonlySet<FieldType>,
): ConditionFault[] {
  // Schemas seldom say that a field may be null.
  if (value === null || types.has(fieldTypeOf(value))) return [];
  const detail = `${field} is ${nounOf([...types])}, never ${JSON.stringify(value)}.`;
  return [{ path, code: 'value-does-not-fit', detail }];
}

function nounOf(types: readonly FieldType[]): string {
  return types.map(type => nouns[type]).join(', ');
}
