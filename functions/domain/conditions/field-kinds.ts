import type { FaultText } from '../errors.ts';

/** What an operator's `field` names. */
export const fieldKinds = {
  /** A path through the event's data. */
  any: 'any',
  /** A path through the record, whichever of its two states is meant. */
  ofRecord: 'record',
  /** One of the record's own fields, as `changes` names them. */
  changed: 'changed',
  /** The same, or with a value a path through the record. */
  changedOrFromTo: 'changed-or-from-to',
  /** There is none. */
  none: 'none',
} as const;

export type FieldKind = (typeof fieldKinds)[keyof typeof fieldKinds];

const maxLength = 256;
const states = ['currentValue', 'previousValue', 'changes'];
const tenantFields = ['companyId', 'projectId'];

const bad = (detail: string): FaultText => ({ code: 'bad-field', detail });

function nameFault(field: string): FaultText | undefined {
  const names = field.split('.');
  if (names.includes('')) return bad('Must be names joined by dots, such as currentValue.title.');
  if (field.length > maxLength)
    return { code: 'too-long', detail: `Must have at most ${maxLength} characters.`, limit: maxLength };
  if (names.includes('$or')) return bad('A field cannot have this name. Alternatives are said by "any".');
  const tenant = names.find(name => tenantFields.includes(name));
  if (tenant === undefined) return undefined;
  const detail = `Conditions cannot mention ${tenant}. Choose companies and projects in the clause's "companies".`;
  return { code: 'tenant-field', detail };
}

function pathFault(field: string): FaultText | undefined {
  const [first = '', ...rest] = field.split('.');
  if ((first !== 'data' && first !== 'detail') || rest.length === 0) return undefined;
  return bad(`Fields are named from the event's data on: write "${rest.join('.')}".`);
}

function recordFault(field: string): FaultText | undefined {
  const [first = '', ...rest] = field.split('.');
  if (!states.includes(first) || rest.length === 0) return undefined;
  return bad(`This operator looks at the record before and after the event: write "${rest.join('.')}".`);
}

const noField: FaultText = {
  code: 'not-together',
  detail: 'This operator takes no field: leave it out.',
};

/** What is wrong with the field of an operator that takes this kind; `undefined`: nothing. */
export function fieldFault(kind: FieldKind, field: string | undefined): FaultText | undefined {
  if (kind === 'none') return field === undefined ? undefined : noField;
  if (field === undefined) return { code: 'required', detail: 'This member is required.' };
  const wrong = nameFault(field) ?? (kind === 'any' ? pathFault(field) : recordFault(field));
  if (wrong !== undefined || kind !== 'changed') return wrong;
  return changedFault(field);
}

/** `changes` says of a record's own fields only that they changed, and its names are joined by commas. */
export function changedFault(field: string): FaultText | undefined {
  const [first = '', ...rest] = field.split('.');
  if (rest.length > 0) return bad(`Changes are known of a record's own fields only: write "${first}".`);
  return field.includes(',') ? bad('A field whose name has a comma cannot be told from two.') : undefined;
}
