import { AwsError } from './aws-error.ts';
import { InvalidPolicyError } from './iam/condition.ts';
import { dynamoDbAccesses, streamAccesses } from './iam/dynamodb-request.ts';
import { eventBridgeAccesses } from './iam/eventbridge-request.ts';
import { kmsAccesses } from './iam/kms-request.ts';
import { type Access, type PolicyStatement, parseStatements, verdictOf } from './iam/policy.ts';
import { type Accesses, type AccountScope, access, type Input, type ServiceRequest } from './iam/request.ts';
import { leavesToAccount, statementsAboutRole } from './iam/resource-policy.ts';
import { s3Accesses } from './iam/s3-request.ts';
import { sesAccesses } from './iam/ses-request.ts';
import { sqsAccesses } from './iam/sqs-request.ts';

/** A role as a template declares it. */
export interface Role {
  /** `arn:aws:iam::<account>:role/<name>`. */
  readonly arn: string;
  /** Its policies' statements, as in a policy document, with every reference resolved. */
  readonly statements: readonly unknown[];
  /**
   * The name of the session; Lambda takes the function's name.
   * @default 'local'
   */
  readonly sessionName?: string;
}

/** What the checks need from outside. */
export interface IamParts extends AccountScope {
  /** The policy of a resource, as JSON text; undefined when it has none. */
  readonly resourcePolicy: (arn: string) => string | undefined;
}

/** Who may do what. */
export interface Iam {
  /**
   * Holds an access key to a role's policies from now on. Throws {@link InvalidPolicyError} for a policy that is not
   * evaluated here (an unknown condition operator or key).
   */
  registerRole(accessKeyId: string, role: Role): void;
  /** Whether an access key is held to policies at all. Keys that nobody registered may do everything. */
  isHeld(accessKeyId: string | undefined): boolean;
  /** The error to answer with, or undefined when the request is allowed. */
  refusalOf(accessKeyId: string | undefined, request: ServiceRequest): Promise<AwsError | undefined>;
}

interface HeldRole {
  readonly arn: string;
  readonly sessionArn: string;
  readonly accountId: string;
  readonly statements: readonly PolicyStatement[];
}

/** Makes the checks of one account. */
export function createIam(parts: IamParts): Iam {
  const roles = new Map<string, HeldRole>();

  function refusalByRole(role: HeldRole, { action, resource, context }: Access): string | undefined {
    const full: Access = {
      action,
      resource,
      context: new Map([
        ...context,
        ['aws:principalarn', [role.arn]],
        ['aws:principalaccount', [role.accountId]],
        ['aws:principalisawsservice', ['false']],
        // What runs here over loopback runs over TLS in the cloud.
        ['aws:securetransport', ['true']],
      ]),
    };
    const byIdentity = verdictOf(role.statements, full);
    if (byIdentity === 'denied') return 'with an explicit deny in an identity-based policy';
    const byResource = verdictOf(statementsAboutRole(parts.resourcePolicy(resource), role), full);
    if (byResource === 'denied') return 'with an explicit deny in a resource-based policy';
    const policy = parts.resourcePolicy(resource);
    if (role.accountId !== parts.accountId) {
      return refusalAcrossAccounts(full, {
        byIdentity: byIdentity === 'allowed',
        byResource: byResource === 'allowed' || leavesToAccount(policy, role.accountId, full),
      });
    }
    if (byResource === 'allowed') return undefined;
    if (resource.startsWith('arn:aws:kms:') && !leavesToAccount(policy, role.accountId, full)) {
      return `because no resource-based policy allows the ${action} action`;
    }
    // Within one account either policy may allow.
    if (byIdentity === 'allowed') return undefined;
    return `because no identity-based policy allows the ${action} action`;
  }

  return {
    registerRole(accessKeyId, { arn, statements, sessionName = 'local' }) {
      const [, accountId = '', path = ''] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(arn) ?? [];
      if (path === '') throw new InvalidPolicyError(`${arn} is not the ARN of a role`);
      const roleName = path.slice(path.lastIndexOf('/') + 1);
      const sessionArn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
      roles.set(accessKeyId, { arn, sessionArn, accountId, statements: parseStatements(statements) });
    },

    isHeld: accessKeyId => accessKeyId !== undefined && roles.has(accessKeyId),

    async refusalOf(accessKeyId, request) {
      const role = accessKeyId === undefined ? undefined : roles.get(accessKeyId);
      if (role === undefined) return undefined;
      const accesses = await accessesOf(request, parts);
      if ('unknown' in accesses) {
        return accessDenied(
          request,
          `User: ${role.sessionArn} is not authorized to perform: ${accesses.unknown} because the local run does not know which rights it needs`,
        );
      }
      for (const needed of accesses) {
        const reason = refusalByRole(role, needed);
        if (reason === undefined) continue;
        // S3 alone writes the resource in quotes.
        const resource = request.service === 's3' ? `"${needed.resource}"` : needed.resource;
        return accessDenied(
          request,
          `User: ${role.sessionArn} is not authorized to perform: ${needed.action} on resource: ${resource} ${reason}`,
        );
      }
      return undefined;
    },
  };
}

/**
 * Of a role of another account both must allow: its own policies, and the resource's, which may name the account alone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
function refusalAcrossAccounts(
  { action }: Access,
  allowed: { readonly byIdentity: boolean; readonly byResource: boolean },
): string | undefined {
  if (!allowed.byIdentity) return `because no identity-based policy allows the ${action} action`;
  return allowed.byResource ? undefined : `because no resource-based policy allows the ${action} action`;
}

/** What a request needs to be allowed, whoever makes it. */
export async function accessesOf(request: ServiceRequest, scope: AccountScope): Promise<Accesses> {
  const { service, operation, input } = request;
  switch (service) {
    case 'sqs':
      return sqsAccesses(operation, input, scope);
    case 'events':
      return eventBridgeAccesses(operation, input, scope);
    case 'dynamodb':
      return dynamoDbAccesses(operation, input, scope);
    case 'dynamodbstreams':
      return streamAccesses(operation, input, scope);
    case 'kms':
      return kmsAccesses(operation, input, scope);
    case 's3':
      return s3Accesses(operation, input);
    case 'ses':
      return sesAccesses(operation, input, scope);
    case 'lambda':
      return lambdaAccesses(operation, input, scope);
  }
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
function lambdaAccesses(operation: string, input: Input, { region, accountId }: AccountScope): Accesses {
  if (operation !== 'Invoke') return { unknown: `lambda:${operation}` };
  const name = String(input.FunctionName);
  const arn = name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  const qualifier = input.Qualifier;
  return [access('lambda:InvokeFunction', typeof qualifier === 'string' ? `${arn}:${qualifier}` : arn)];
}

const answersForbidden: ReadonlySet<string> = new Set(['lambda', 's3', 'ses', 'sqs']);

/** Status and name differ by service; SQS has an older name for the error, which its clients report. */
function accessDenied({ service }: ServiceRequest, message: string): AwsError {
  return new AwsError({
    code: service === 's3' ? 'AccessDenied' : 'AccessDeniedException',
    message,
    statusCode: answersForbidden.has(service) ? 403 : 400,
    queryErrorCode: service === 'sqs' ? 'AccessDenied' : undefined,
  });
}
