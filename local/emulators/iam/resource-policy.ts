import { InvalidPolicyError } from './condition.ts';
import {
  type Access,
  type PolicyStatement,
  type Principal,
  parsePolicyDocument,
  type Verdict,
  verdictOf,
} from './policy.ts';

/** A service that acts on a resource for something of its own, such as EventBridge for a rule. */
export interface ServiceAccess {
  /** Such as `events.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /** What the service acts for: a rule's ARN, say. */
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/**
 * What a resource's policy says to a service; no policy says nothing. The requests of services are encrypted, so a
 * statement that refuses plain HTTP does not concern them.
 */
export function serviceVerdict(policy: string | undefined, access: ServiceAccess): Verdict {
  const statements = statementsFor(policy, it => it.kind === 'service' && it.name === access.service);
  return verdictOf(statements, {
    action: access.action,
    resource: access.resource,
    context: new Map([
      ['aws:sourcearn', [access.sourceArn]],
      ['aws:sourceaccount', [access.sourceAccount]],
      ['aws:securetransport', ['true']],
      ['aws:principalisawsservice', ['true']],
    ]),
  });
}

/**
 * Whether a key's policy leaves an access to the identity policies of its account. Other resources need no such leave.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
 */
export function leavesToAccount(policy: string | undefined, accountId: string, access: Access): boolean {
  const account: ReadonlySet<string> = new Set([accountId, `arn:aws:iam::${accountId}:root`]);
  const statements = statementsFor(
    policy,
    (it, effect) => effect === 'Allow' && it.kind === 'aws' && account.has(it.id),
  );
  return verdictOf(statements, access) === 'allowed';
}

/** The statements of a resource's policy that are about a role. */
export function statementsAboutRole(
  policy: string | undefined,
  role: { readonly arn: string; readonly sessionArn: string; readonly accountId: string },
): readonly PolicyStatement[] {
  const account: ReadonlySet<string> = new Set([role.accountId, `arn:aws:iam::${role.accountId}:root`]);
  // Naming the account leaves it to the identity policies who may; it allows nobody by itself, but denies everybody.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
  return statementsFor(
    policy,
    (it, effect) =>
      it.kind === 'aws' &&
      (it.id === role.arn || it.id === role.sessionArn || (effect === 'Deny' && account.has(it.id))),
  );
}

function statementsFor(
  policy: string | undefined,
  isMeant: (principal: Principal, effect: PolicyStatement['effect']) => boolean,
): readonly PolicyStatement[] {
  if (policy === undefined || policy === '') return [];
  return readPolicy(policy).filter(({ principals, effect }) =>
    principals.some(it => it.kind === 'everyone' || isMeant(it, effect)),
  );
}

const parsed = new Map<string, readonly PolicyStatement[] | InvalidPolicyError>();

// A queue's policy is asked for with every message and changes seldom.
function readPolicy(policy: string): readonly PolicyStatement[] {
  let known = parsed.get(policy);
  if (known === undefined) {
    try {
      known = parsePolicyDocument(policy);
    } catch (error) {
      if (!(error instanceof InvalidPolicyError)) throw error;
      known = error;
    }
    if (parsed.size > 1_000) parsed.clear();
    parsed.set(policy, known);
  }
  if (known instanceof InvalidPolicyError) throw known;
  return known;
}
