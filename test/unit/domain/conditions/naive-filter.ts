import type { Condition, FieldCondition } from '../../../../functions/domain/conditions/condition.ts';
import type { Clause, Filter } from '../../../../functions/domain/filter.ts';

/** What filters are asked of: texts, small numbers, true, false and null, in objects and lists. */
export interface NaiveEvent {
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Which element of which list was chosen on the way to a value. */
type Choice = ReadonlyMap<unknown, number>;
type Found = { readonly value: unknown; readonly choice: Choice };

const nowhere: Choice = new Map();

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that is itself an element binds nothing. */
function chosen(choice: Choice, list: readonly unknown[], item: unknown): Choice {
  const isScalar = typeof item !== 'object' || item === null;
  return isScalar ? choice : new Map([...choice, [list, list.indexOf(item)]]);
}

/** Every value at a path, whatever lists are on the way. */
function valuesAt(value: unknown, names: readonly string[], choice: Choice): Found[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => valuesAt(item, names, chosen(choice, value, item)));
  }
  const [first, ...rest] = names;
  if (first === undefined) return isObject(value) ? [] : [{ value, choice }];
  return isObject(value) && Object.hasOwn(value, first) ? valuesAt(value[first], rest, choice) : [];
}

/** Every value at a path and below it. */
function valuesFrom(value: unknown, names: readonly string[], choice: Choice): Found[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => valuesFrom(item, names, chosen(choice, value, item)));
  }
  const [first, ...rest] = names;
  if (first !== undefined) {
    return isObject(value) && Object.hasOwn(value, first) ? valuesFrom(value[first], rest, choice) : [];
  }
  if (!isObject(value)) return [{ value, choice }];
  return Object.values(value).flatMap(member => valuesFrom(member, [], choice));
}

function joined(one: Choice, other: Choice): Choice[] {
  for (const [list, i] of other) if ((one.get(list) ?? i) !== i) return [];
  return [new Map([...one, ...other])];
}

const both = (one: Choice[], other: Choice[]) => one.flatMap(a => other.flatMap(b => joined(a, b)));
const unless = (choices: Choice[]): Choice[] => (choices.length === 0 ? [nowhere] : []);
const dayMs = 86_400_000;

/** The choices of list elements by which an event meets a condition: none at all when it does not. */
function ways(condition: Condition, event: NaiveEvent): Choice[] {
  if ('all' in condition) return condition.all.map(part => ways(part, event)).reduce(both, [nowhere]);
  if ('any' in condition) return condition.any.flatMap(part => ways(part, event));
  if ('not' in condition) return unless(ways(condition.not, event));
  return leafWays(condition, event);
}

function leafWays(
  { op, field = '', value, ignoreCase = false }: FieldCondition,
  event: NaiveEvent,
): Choice[] {
  const { detail } = event;
  const fold = (given: unknown) => (ignoreCase && typeof given === 'string' ? given.toLowerCase() : given);
  const having = (path: string, test: (given: unknown) => boolean) =>
    valuesAt(detail, path.split('.'), nowhere)
      .filter(found => test(found.value))
      .map(({ choice }) => choice);
  const isOneOf = (path: string, values: readonly unknown[]) =>
    having(path, given => values.some(wanted => fold(given) === fold(wanted)));
  const text = (test: (given: string, wanted: string) => boolean) =>
    having(field, given => typeof given === 'string' && test(String(fold(given)), String(fold(value))));
  const number = (test: (given: number) => boolean) =>
    having(field, given => typeof given === 'number' && test(given));
  const dates = (test: (ms: number, eventMs: number) => boolean) =>
    having(
      field,
      given =>
        typeof given === 'string' && /^\d{4}-/.test(given) && test(Date.parse(given), Date.parse(event.time)),
    );
  const changedNames = () => {
    const { changedFields } = detail;
    return typeof changedFields === 'string' && changedFields !== '' ? changedFields.split(',') : [];
  };
  const when = (is: boolean): Choice[] => (is ? [nowhere] : []);
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const days = Number.parseInt(String(value), 10) * dayMs;
  const was = (values: readonly unknown[]) => isOneOf(`previousValue.${field}`, values);
  const is = (values: readonly unknown[]) => isOneOf(`currentValue.${field}`, values);
  switch (op) {
    case 'eq':
      return isOneOf(field, [value]);
    case 'ne':
      return unless(isOneOf(field, [value]));
    case 'in':
      return isOneOf(field, list);
    case 'notIn':
      return unless(isOneOf(field, list));
    case 'exists': {
      const there = having(field, () => true);
      return value === false ? unless(there) : there;
    }
    case 'empty': {
      const content = valuesFrom(detail, field.split('.'), nowhere)
        .filter(found => found.value !== null && found.value !== '')
        .map(({ choice }) => choice);
      return value === false ? content : unless(content);
    }
    case 'startsWith':
      return text((given, wanted) => given.startsWith(wanted));
    case 'endsWith':
      return text((given, wanted) => given.endsWith(wanted));
    case 'contains':
      return text((given, wanted) => given.includes(wanted));
    case 'wildcard':
      return text((given, wanted) => new RegExp(`^${wanted.replaceAll('*', '.*')}$`).test(given));
    case 'gt':
      return number(given => given > Number(value));
    case 'gte':
      return number(given => given >= Number(value));
    case 'lt':
      return number(given => given < Number(value));
    case 'lte':
      return number(given => given <= Number(value));
    case 'between':
      return number(given => given >= Number(list[0]) && given <= Number(list[1]));
    case 'before':
      return dates(ms => ms < Date.parse(String(value)));
    case 'after':
      return dates(ms => ms > Date.parse(String(value)));
    case 'inLast':
      return dates((ms, eventMs) => ms <= eventMs && ms >= eventMs - days);
    case 'inNext':
      return dates((ms, eventMs) => ms >= eventMs && ms <= eventMs + days);
    case 'was':
      return both(was([value]), unless(is([value])));
    case 'became':
      return both(unless(was([value])), is([value]));
    case 'changed': {
      if (!isObject(value)) return when(changedNames().includes(field));
      return both(was([value.from]), is([value.to]));
    }
    case 'onlyChanged':
      return when(changedNames().length > 0 && changedNames().every(name => list.includes(name)));
    case 'movedLater':
      return isOneOf(`changes.${field}.direction`, ['later']);
    case 'increased':
      return isOneOf(`changes.${field}.direction`, ['up']);
    default:
      throw new Error(`the naive filter knows no ${op}`);
  }
}

function wants(
  { eventTypes, exceptEventTypes = [], companies, conditions }: Clause,
  event: NaiveEvent,
): boolean {
  const type = event['detail-type'];
  const { companyId, projectId } = event.detail;
  const isType = eventTypes[0] === '*' ? !exceptEventTypes.includes(type) : eventTypes.includes(type);
  const isPlace = companies.some(
    term =>
      term.companyId === companyId &&
      (term.projectIds === '*'
        ? !(term.exceptProjectIds ?? []).some(id => id === projectId)
        : term.projectIds.some(id => id === projectId)),
  );
  if (conditions !== undefined && 'pattern' in conditions)
    throw new Error('the naive filter knows no patterns');
  return isType && isPlace && (conditions === undefined || ways(conditions, event).length > 0);
}

/** Whether an event reaches a webhook, in the plainest words, whatever that costs. */
export function naivelyWants({ anyOf }: Filter, event: NaiveEvent): boolean {
  return anyOf.some(clause => wants(clause, event));
}
