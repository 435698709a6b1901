import type { EventField, FieldType } from './schema-fields.ts';

/** How the value of an operator is entered. */
export type ValueForm = 'none' | 'one' | 'several' | 'range' | 'date' | 'duration' | 'from-to' | 'names';

interface ConditionOperator {
  readonly form: ValueForm;
  /** Asks what the event did to a field of the record, rather than what is there. */
  readonly isOfChange: boolean;
  readonly ignoresCase?: boolean;
}

const state = (form: ValueForm, ignoresCase = false): ConditionOperator => ({
  form,
  isOfChange: false,
  ignoresCase,
});
const change = (form: ValueForm, ignoresCase = false): ConditionOperator => ({
  form,
  isOfChange: true,
  ignoresCase,
});

/** What each means stands in docs/filters.md. */
export const conditionOperators = {
  became: change('one', true),
  was: change('one', true),
  changed: change('none'),
  changedFromTo: change('from-to', true),
  eq: state('one', true),
  ne: state('one', true),
  in: state('several', true),
  notIn: state('several', true),
  contains: state('one', true),
  startsWith: state('one', true),
  endsWith: state('one', true),
  wildcard: state('one', true),
  cidr: state('one'),
  gt: state('one'),
  gte: state('one'),
  lt: state('one'),
  lte: state('one'),
  between: state('range'),
  before: state('date'),
  after: state('date'),
  inLast: state('duration'),
  inNext: state('duration'),
  movedLater: change('none'),
  movedEarlier: change('none'),
  increased: change('none'),
  decreased: change('none'),
  empty: state('none'),
  notEmpty: state('none'),
  exists: state('none'),
  existsNot: state('none'),
  onlyChanged: change('names'),
} as const satisfies Readonly<Record<string, ConditionOperator>>;

/** The operators as people choose them: some of the API's are two of these. */
export type ChosenOperator = keyof typeof conditionOperators;

export const isChosenOperator = (name: string): name is ChosenOperator =>
  Object.hasOwn(conditionOperators, name);

const ofText: readonly ChosenOperator[] = [
  'contains',
  'eq',
  'ne',
  'in',
  'notIn',
  'startsWith',
  'endsWith',
  'wildcard',
  'became',
  'was',
  'changed',
  'changedFromTo',
  'empty',
  'notEmpty',
  'exists',
  'existsNot',
];
const ofId: readonly ChosenOperator[] = [
  'became',
  'was',
  'changed',
  'changedFromTo',
  'eq',
  'ne',
  'in',
  'notIn',
  'empty',
  'notEmpty',
];

const byType: Readonly<Record<FieldType, readonly ChosenOperator[]>> = {
  text: ofText,
  number: [
    'eq',
    'ne',
    'gt',
    'gte',
    'lt',
    'lte',
    'between',
    'increased',
    'decreased',
    'changed',
    'became',
    'was',
    'empty',
    'notEmpty',
  ],
  flag: ['became', 'eq', 'was', 'changed', 'exists', 'existsNot'],
  date: ['movedLater', 'movedEarlier', 'changed', 'before', 'after', 'inLast', 'inNext', 'empty', 'notEmpty'],
  any: [...ofText, 'cidr', 'gt', 'gte', 'lt', 'lte', 'between'],
};

/** What can be asked about a field; of the event itself, nothing about changes. */
export function operatorsOf(field: EventField): readonly ChosenOperator[] {
  if (field.path === '') return ['onlyChanged'];
  const all = field.refersTo === undefined ? byType[field.type] : ofId;
  const fits = (name: ChosenOperator): boolean => {
    if (!conditionOperators[name].isOfChange) return true;
    // A change is known of a whole field: changes of what is in a list, or in a thing, only by value.
    const isWholeField = !field.path.includes('.');
    const needsWhole = ['changed', 'movedLater', 'movedEarlier', 'increased', 'decreased'].includes(name);
    return field.of === 'record' && !field.isOnlyBefore && (isWholeField || !needsWhole);
  };
  return all.filter(fits);
}
