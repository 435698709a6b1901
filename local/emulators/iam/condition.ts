import { arnMatches, wildcardMatches } from './wildcard.ts';

/** The condition keys of a request with their values; a key that the request does not have is absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** One test of a statement's Condition block. */
export interface Condition {
  readonly key: string;
  readonly wanted: readonly string[];
  readonly quantifier: 'one' | 'all' | 'any';
  readonly ifExists: boolean;
  readonly negated: boolean;
  readonly accepts: (wanted: string, given: string) => boolean;
}

/** A policy that cannot be evaluated here, so that it must not be taken for one that allows or denies. */
export class InvalidPolicyError extends Error {
  override readonly name = 'InvalidPolicyError';
}

const sameText = (wanted: string, given: string): boolean => wanted === given;
const sameTextIgnoringCase = (wanted: string, given: string): boolean =>
  wanted.toLowerCase() === given.toLowerCase();

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: ReadonlyMap<string, Pick<Condition, 'negated' | 'accepts'>> = new Map([
  ['StringEquals', { negated: false, accepts: sameText }],
  ['StringNotEquals', { negated: true, accepts: sameText }],
  ['StringEqualsIgnoreCase', { negated: false, accepts: sameTextIgnoringCase }],
  ['StringNotEqualsIgnoreCase', { negated: true, accepts: sameTextIgnoringCase }],
  ['StringLike', { negated: false, accepts: wildcardMatches }],
  ['StringNotLike', { negated: true, accepts: wildcardMatches }],
  // ArnEquals and ArnLike behave the same, wildcards included.
  ['ArnEquals', { negated: false, accepts: arnMatches }],
  ['ArnLike', { negated: false, accepts: arnMatches }],
  ['ArnNotEquals', { negated: true, accepts: arnMatches }],
  ['ArnNotLike', { negated: true, accepts: arnMatches }],
  ['Bool', { negated: false, accepts: sameTextIgnoringCase }],
]);

/** The keys that requests here have; a test of another key could never be right. */
const knownKeys: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'dynamodb:leadingkeys',
  'events:detail-type',
  'events:eventbusinvocation',
  'events:source',
  'events:targetarn',
  'kms:encryptioncontextkeys',
  'ses:apiversion',
  'ses:fromaddress',
  'ses:fromdisplayname',
  'ses:recipients',
]);

/**
 * With the key of a pair behind it. Names of condition keys have no case, so neither has that key here:
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 */
const encryptionContextPrefix = 'kms:encryptioncontext:';

function isKnownKey(key: string): boolean {
  return knownKeys.has(key) || key.startsWith(encryptionContextPrefix);
}

/** Reads a Condition block. Throws {@link InvalidPolicyError} for an operator or key that is not evaluated here. */
export function parseConditions(block: unknown): readonly Condition[] {
  if (block === undefined) return [];
  return entriesOf(block, 'Condition').flatMap(([name, tests]) => {
    const { quantifier, ifExists, operator } = parseOperator(name);
    return entriesOf(tests, `Condition.${name}`).map(([key, wanted]) => {
      if (!isKnownKey(key.toLowerCase())) {
        throw new InvalidPolicyError(`the condition key ${key} is not emulated`);
      }
      return { key: key.toLowerCase(), wanted: wantedTexts(wanted), quantifier, ifExists, ...operator };
    });
  });
}

function parseOperator(name: string): Pick<Condition, 'quantifier' | 'ifExists'> & {
  operator: Pick<Condition, 'negated' | 'accepts'>;
} {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const operator = operators.get(base);
  if (operator === undefined) throw new InvalidPolicyError(`the condition operator ${name} is not emulated`);
  const quantifier = set === 'ForAllValues' ? 'all' : set === 'ForAnyValue' ? 'any' : 'one';
  return { quantifier, ifExists: ifExists !== undefined, operator };
}

function entriesOf(value: unknown, place: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) throw new InvalidPolicyError(`${place} must be an object`);
  return Object.entries(value);
}

function wantedTexts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    if (typeof item === 'string' || typeof item === 'boolean') return String(item);
    throw new InvalidPolicyError('a condition value must be a string');
  });
}

/**
 * Whether a request passes a condition. An absent key fails a positive test and passes a negated one, `…IfExists` and
 * `ForAllValues`:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds(condition: Condition, context: RequestContext): boolean {
  const given = context.get(condition.key);
  const accepts = (value: string): boolean =>
    condition.wanted.some(wanted => condition.accepts(wanted, value)) !== condition.negated;
  if (condition.quantifier === 'all') return (given ?? []).every(accepts);
  if (given === undefined || given.length === 0) {
    return condition.ifExists || (condition.negated && condition.quantifier === 'one');
  }
  return given.some(accepts);
}
