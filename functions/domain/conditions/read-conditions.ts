import type { FaultText } from '../errors.ts';
import { jsonPointer } from '../json-pointer.ts';
import { nearName } from '../near-name.ts';
import {
  type Alternatives,
  alternativesOf,
  maxAlternatives,
  TooManyAlternativesError,
} from './alternatives.ts';
import type { Condition, Expression } from './condition.ts';
import { isOperatorName, operators } from './operators.ts';

const maxDepth = 10;
const maxConditions = 100;
const kinds = ['all', 'any', 'not', 'op'];
const leafMembers = ['field', 'op', 'value', 'ignoreCase'];

const forms: FaultText = {
  code: 'bad-condition',
  detail: 'Must be {"field","op","value"}, {"all":[…]}, {"any":[…]} or {"not":{…}}.',
};

const emptyList: FaultText = {
  code: 'too-few',
  detail: 'Must not be empty: an empty list never means everything.',
  limit: 1,
};
const tooDeep: FaultText = {
  code: 'too-deep',
  detail: `Conditions can be nested ${maxDepth} deep at most.`,
  limit: maxDepth,
};
const tooMany: FaultText = {
  code: 'too-many',
  detail: `There can be ${maxConditions} conditions in a clause at most.`,
  limit: maxConditions,
};

type Path = readonly (string | number)[];

/** Takes down what is wrong at the node that is read, or at a place in it. */
type Wrong = (fault: FaultText, ...at: Path) => undefined;

/** What is wrong, where in the conditions. */
export interface ConditionFault extends FaultText {
  readonly path: Path;
}

interface Reading {
  readonly faults: ConditionFault[];
  /** Conditions read so far. */
  count: number;
}

/**
 * What is wrong with a tree of conditions, each with its place and how to mend it.
 */
export function conditionFaults(tree: unknown): ConditionFault[] {
  const reading: Reading = { faults: [], count: 0 };
  const expression = read(tree, [], 1, reading);
  if (reading.faults.length > 0 || expression === undefined) return reading.faults;
  try {
    alternativesOf(expression);
    return [];
  } catch (error) {
    if (!(error instanceof TooManyAlternativesError)) throw error;
    const detail = `It can be met in more than ${maxAlternatives} ways. Use "in" for several values of one field, or make several clauses of it.`;
    return [{ path: [], code: 'too-many-ways', detail, limit: maxAlternatives }];
  }
}

/** What a condition without faults means. @throws RangeError for another one */
export function expressionOf(condition: Condition): Expression {
  const reading: Reading = { faults: [], count: 0 };
  const expression = read(condition, [], 1, reading);
  const [fault] = reading.faults;
  if (fault !== undefined || expression === undefined) {
    throw new RangeError(`a condition is not valid at ${jsonPointer(fault?.path ?? [])}: ${fault?.detail}`);
  }
  return expression;
}

/** The ways of meeting a condition without faults. */
export function meaningOf(condition: Condition): Alternatives {
  return alternativesOf(expressionOf(condition));
}

function read(node: unknown, path: Path, depth: number, reading: Reading): Expression | undefined {
  const wrong: Wrong = (fault, ...at) => {
    reading.faults.push({ ...fault, path: [...path, ...at] });
    return undefined;
  };
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    return wrong(forms);
  }
  if (depth > maxDepth) return wrong(tooDeep);
  const members = new Map<string, unknown>(Object.entries(node));
  const [kind, second] = kinds.filter(name => members.has(name));
  if (kind === undefined) return readUnknown([...members.keys()], wrong);
  if (second !== undefined) {
    const detail = `Say "${kind}" or "${second}", not both: put one inside the other.`;
    return wrong({ code: 'not-together', detail }, second);
  }
  if (kind === 'op') return readLeaf(members, reading, wrong);
  const unknown = [...members.keys()].find(name => name !== kind);
  if (unknown !== undefined) {
    return wrong(
      { code: 'unknown-member', detail: `Unknown member: beside "${kind}" there is none.` },
      unknown,
    );
  }
  const inner = members.get(kind);
  if (kind === 'not') {
    const expression = read(inner, [...path, kind], depth + 1, reading);
    return expression === undefined ? undefined : { not: expression };
  }
  if (!Array.isArray(inner))
    return wrong({ code: 'wrong-type', detail: 'Must be a list of conditions.' }, kind);
  if (inner.length === 0) return wrong(emptyList, kind);
  const parts = inner.flatMap((part: unknown, i) => read(part, [...path, kind, i], depth + 1, reading) ?? []);
  return kind === 'all' ? { all: parts } : { any: parts };
}

function readUnknown(names: readonly string[], wrong: Wrong): undefined {
  if (names.includes('pattern')) {
    const detail = 'A "pattern" stands alone: it cannot be a part of other conditions.';
    return wrong({ code: 'not-together', detail }, 'pattern');
  }
  for (const name of names) {
    const near = nearName(name, [...kinds, 'pattern']);
    if (near !== undefined) {
      return wrong({ code: 'unknown-member', detail: `Unknown member. Did you mean "${near}"?` }, name);
    }
  }
  return wrong(forms);
}

function readLeaf(
  members: ReadonlyMap<string, unknown>,
  reading: Reading,
  wrong: Wrong,
): Expression | undefined {
  if (++reading.count > maxConditions) return wrong(tooMany);
  const [op, field, ignoreCase] = [members.get('op'), members.get('field'), members.get('ignoreCase')];
  const unknown = [...members.keys()].find(name => !leafMembers.includes(name));
  if (unknown !== undefined) {
    const near = nearName(unknown, leafMembers);
    const detail = near === undefined ? 'Unknown member.' : `Unknown member. Did you mean "${near}"?`;
    return wrong({ code: 'unknown-member', detail }, unknown);
  }
  if (typeof op !== 'string' || !isOperatorName(op))
    return wrong({ code: 'unknown-operator', detail: unknownOperator(op) }, 'op');
  if (field !== undefined && typeof field !== 'string')
    return wrong({ code: 'wrong-type', detail: 'Must be a text.' }, 'field');
  if (ignoreCase !== undefined && typeof ignoreCase !== 'boolean') {
    return wrong({ code: 'wrong-type', detail: 'Must be true or false.' }, 'ignoreCase');
  }
  const operator = operators[op];
  if (ignoreCase === true && !operator.ignoresCase) {
    const detail = `The operator ${op} has no case to ignore: leave it out.`;
    return wrong({ code: 'not-together', detail }, 'ignoreCase');
  }
  const leaf = operator.read({
    op,
    ...(field === undefined ? {} : { field }),
    ...(ignoreCase === undefined ? {} : { ignoreCase }),
    ...(members.has('value') ? { value: members.get('value') } : {}),
  });
  if (!('fault' in leaf)) return leaf.expression;
  const { path, ...fault } = leaf.fault;
  return wrong(fault, ...path);
}

/** Other products' words for operators. */
const otherWords: Readonly<Record<string, string>> = {
  '=': 'eq',
  '==': 'eq',
  equals: 'eq',
  is: 'eq',
  '!=': 'ne',
  '<>': 'ne',
  not: 'ne',
  isNot: 'ne',
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  prefix: 'startsWith',
  suffix: 'endsWith',
  like: 'wildcard',
  matches: 'wildcard',
  nin: 'notIn',
  not_in: 'notIn',
  isEmpty: 'empty',
  includes: 'contains',
};

function unknownOperator(op: unknown): string {
  const names = Object.keys(operators);
  if (typeof op !== 'string') return `Must be an operator: ${names.join(', ')}.`;
  const near = Object.hasOwn(otherWords, op) ? otherWords[op] : nearName(op, names);
  const meant = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `Unknown operator.${meant} Known are ${names.join(', ')}.`;
}
