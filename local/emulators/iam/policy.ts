import {
  type Condition,
  conditionHolds,
  InvalidPolicyError,
  parseConditions,
  type RequestContext,
} from './condition.ts';
import { wildcardMatches } from './wildcard.ts';

/** A statement of an identity policy or of a resource policy, ready to be evaluated. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly actionsExcluded: boolean;
  readonly resources: readonly string[];
  readonly resourcesExcluded: boolean;
  readonly conditions: readonly Condition[];
  /** Of a resource policy: whom it is about. */
  readonly principals: readonly Principal[];
}

/** Everyone, an AWS principal by ARN or account, or a service such as events.amazonaws.com. */
export type Principal =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'aws'; readonly id: string }
  | { readonly kind: 'service'; readonly name: string };

/** One action on one resource. */
export interface Access {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** What a set of statements says about an access: an explicit deny wins, silence is no. */
export type Verdict = 'allowed' | 'denied' | 'silent';

/** Reads the statements of a policy document. Throws {@link InvalidPolicyError} for what is not evaluated here. */
export function parseStatements(statements: readonly unknown[]): readonly PolicyStatement[] {
  return statements.map(parseStatement);
}

/** Reads a whole policy document from its JSON text. */
export function parsePolicyDocument(source: string): readonly PolicyStatement[] {
  let document: unknown;
  try {
    document = JSON.parse(source);
  } catch {
    throw new InvalidPolicyError('the policy is not JSON');
  }
  const statement = isObject(document) ? document.Statement : undefined;
  return parseStatements(Array.isArray(statement) ? statement : [statement]);
}

/** Evaluates an access against statements whose principals, if any, are already chosen. */
export function verdictOf(statements: readonly PolicyStatement[], access: Access): Verdict {
  let verdict: Verdict = 'silent';
  for (const statement of statements) {
    if (!applies(statement, access)) continue;
    if (statement.effect === 'Deny') return 'denied';
    verdict = 'allowed';
  }
  return verdict;
}

function applies(statement: PolicyStatement, { action, resource, context }: Access): boolean {
  // Action names are compared without case, resources with it.
  const actionListed = statement.actions.some(it => wildcardMatches(it, action.toLowerCase()));
  const resourceListed = statement.resources.some(it => wildcardMatches(it, resource));
  return (
    actionListed !== statement.actionsExcluded &&
    resourceListed !== statement.resourcesExcluded &&
    statement.conditions.every(it => conditionHolds(it, context))
  );
}

function parseStatement(value: unknown): PolicyStatement {
  if (!isObject(value)) throw new InvalidPolicyError('a statement must be an object');
  const effect = value.Effect;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new InvalidPolicyError(`Effect must be Allow or Deny, not ${JSON.stringify(effect)}`);
  }
  if (value.NotPrincipal !== undefined) throw new InvalidPolicyError('NotPrincipal is not emulated');
  const actionsExcluded = value.NotAction !== undefined;
  const resourcesExcluded = value.NotResource !== undefined;
  return {
    effect,
    actions: texts(value[actionsExcluded ? 'NotAction' : 'Action'], 'Action').map(it => it.toLowerCase()),
    actionsExcluded,
    resources: texts(value[resourcesExcluded ? 'NotResource' : 'Resource'], 'Resource'),
    resourcesExcluded,
    conditions: parseConditions(value.Condition),
    principals: parsePrincipals(value.Principal),
  };
}

function parsePrincipals(value: unknown): readonly Principal[] {
  if (value === undefined) return [];
  if (value === '*') return [{ kind: 'everyone' }];
  if (!isObject(value)) throw new InvalidPolicyError('Principal must be "*" or an object');
  return Object.entries(value).flatMap(([kind, ids]) =>
    texts(ids, `Principal.${kind}`).map((id): Principal => {
      if (kind === 'Service') return { kind: 'service', name: id };
      if (kind === 'AWS') return id === '*' ? { kind: 'everyone' } : { kind: 'aws', id };
      throw new InvalidPolicyError(`principals of kind ${kind} are not emulated`);
    }),
  );
}

function texts(value: unknown, place: string): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map(item => {
    if (typeof item !== 'string')
      throw new InvalidPolicyError(`${place} must be a string or a list of strings`);
    return item;
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
