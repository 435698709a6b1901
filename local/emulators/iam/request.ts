import type { RequestContext } from './condition.ts';
import type { Access } from './policy.ts';

/** A JSON object of a request, not yet checked. */
export type Input = Readonly<Record<string, unknown>>;

/** The services whose requests can be authorized. */
export type ServiceName = 'dynamodb' | 'dynamodbstreams' | 'events' | 'kms' | 'lambda' | 'ses' | 's3' | 'sqs';

/** A request as it came over the wire. */
export interface ServiceRequest {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Input;
}

/** Where resources without an ARN in the request live, and what a request does not say by itself. */
export interface AccountScope {
  readonly region: string;
  readonly accountId: string;
  /** The partition key attribute of a table or of its index; undefined when there is no such table. */
  readonly partitionKey: (tableName: string, indexName: string | undefined) => Promise<string | undefined>;
  /** The ARN of the key that a KMS request names or whose ciphertext it brings; undefined when there is no such key. */
  readonly kmsKeyArn: (input: Input) => string | undefined;
}

/** What a request needs to be allowed: every access; or the reason why that is not known here. */
export type Accesses = readonly Access[] | { readonly unknown: string };

const noContext: RequestContext = new Map();

/** An access without condition keys, or with those given. */
export function access(action: string, resource: string, context: RequestContext = noContext): Access {
  return { action, resource, context };
}

/** Whether the value is a JSON object. */
export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as text; anything but a string is no text. */
export function textOr<Fallback>(value: unknown, fallback: Fallback): string | Fallback {
  return typeof value === 'string' ? value : fallback;
}

/** The objects of a list; anything else is an empty list. */
export function inputs(value: unknown): readonly Input[] {
  return Array.isArray(value) ? value.filter(isInput) : [];
}
