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

function nameFault(field: string): string | undefined {
  const names = field.split('.');
  if (names.includes('')) return 'Must be names joined by dots, such as currentValue.title.';
  if (field.length > maxLength) return `Must have at most ${maxLength} characters.`;
  if (names.includes('$or')) return 'A field cannot have this name. Alternatives are said by "any".';
  const tenant = names.find(name => tenantFields.includes(name));
  if (tenant === undefined) return undefined;
  return `Conditions cannot mention ${tenant}. Choose companies and projects in the clause's "companies".`;
}

function pathFault(field: string): string | undefined {
  const [first = '', ...rest] = field.split('.');
  if ((first !== 'data' && first !== 'detail') || rest.length === 0) return undefined;
  return `Fields are named from the event's data on: write "${rest.join('.')}".`;
}

function recordFault(field: string): string | undefined {
  const [first = '', ...rest] = field.split('.');
  if (!states.includes(first) || rest.length === 0) return undefined;
  return `This operator looks at the record before and after the event: write "${rest.join('.')}".`;
}

/** What is wrong with the field of an operator that takes this kind; `undefined`: nothing. */
export function fieldFault(kind: FieldKind, field: string | undefined): string | undefined {
  if (kind === 'none') return field === undefined ? undefined : 'This operator takes no field: leave it out.';
  if (field === undefined) return 'This member is required.';
  const wrong = nameFault(field) ?? (kind === 'any' ? pathFault(field) : recordFault(field));
  if (wrong !== undefined || kind !== 'changed') return wrong;
  return changedFault(field);
}

/** `changes` says of a record's own fields only that they changed, and its names are joined by commas. */
export function changedFault(field: string): string | undefined {
  const [first = '', ...rest] = field.split('.');
  if (rest.length > 0) return `Changes are known of a record's own fields only: write "${first}".`;
  return field.includes(',') ? 'A field whose name has a comma cannot be told from two.' : undefined;
}
