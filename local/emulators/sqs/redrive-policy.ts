import { isInput } from '../json-input.ts';
import { invalidValue } from './errors.ts';

/** Where a queue's messages go after too many receives. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** What redrive checks need of a queue. */
export interface RedriveParty {
  readonly arn: string;
  readonly fifo: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

const permissions: readonly unknown[] = ['allowAll', 'denyAll', 'byQueue'];

/** The redrive policy of a queue, if it has one. */
export function redrivePolicyOf(attributes: ReadonlyMap<string, string>): RedrivePolicy | undefined {
  const value = attributes.get('RedrivePolicy');
  return value === undefined || value === '' ? undefined : parsePolicy(value);
}

function parsePolicy(value: string): RedrivePolicy {
  const refused = (reason: string): Error => invalidValue('RedrivePolicy', value, reason);
  const policy = parseMap(value);
  if (policy === undefined) throw refused('Redrive policy is not a valid JSON map.');
  for (const name of Object.keys(policy)) {
    if (name !== 'deadLetterTargetArn' && name !== 'maxReceiveCount') {
      throw refused("Amazon SQS can't create the redrive policy, as it isn't in a supported format.");
    }
  }
  const { deadLetterTargetArn: arn, maxReceiveCount: count } = policy;
  if (arn === undefined) {
    throw refused('Redrive policy does not contain mandatory attribute: deadLetterTargetArn.');
  }
  if (count === undefined) {
    throw refused('Redrive policy does not contain mandatory attribute: maxReceiveCount.');
  }
  if (typeof arn !== 'string') throw refused('Invalid value for deadLetterTargetArn.');
  const maxReceiveCount = typeof count === 'string' && /^\d+$/.test(count) ? Number(count) : count;
  if (
    typeof maxReceiveCount !== 'number' ||
    !Number.isInteger(maxReceiveCount) ||
    maxReceiveCount < 1 ||
    maxReceiveCount > 1000
  ) {
    throw refused(
      `Invalid value for maxReceiveCount: ${String(count)}, valid values are from 1 to 1000 both inclusive.`,
    );
  }
  return { deadLetterTargetArn: arn, maxReceiveCount };
}

/** Refuses a redrive policy whose target is missing, of the other kind, or does not allow this source. */
export function checkRedrive(
  source: RedriveParty,
  queueByArn: (arn: string) => RedriveParty | undefined,
): void {
  const policy = redrivePolicyOf(source.attributes);
  if (policy !== undefined) {
    const value = source.attributes.get('RedrivePolicy');
    const refused = (reason: string): Error => invalidValue('RedrivePolicy', value, reason);
    const target = queueByArn(policy.deadLetterTargetArn);
    if (target === undefined) throw refused('Dead letter target does not exist.');
    if (target.fifo !== source.fifo)
      throw refused('Dead-letter queue must be same type of queue as the source.');
    if (!allows(target, source.arn))
      throw refused('Queue does not allow dead-letter messages from this source.');
  }
  readAllowPolicy(source.attributes);
}

interface AllowPolicy {
  readonly permission: unknown;
  readonly sources: readonly unknown[];
}

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
function readAllowPolicy(attributes: ReadonlyMap<string, string>): AllowPolicy {
  const value = attributes.get('RedriveAllowPolicy');
  if (value === undefined || value === '') return { permission: 'allowAll', sources: [] };
  const refused = (reason: string): Error => invalidValue('RedriveAllowPolicy', value, reason);
  const policy = parseMap(value);
  if (policy === undefined) throw refused('Redrive allow policy is not a valid JSON map.');
  const { redrivePermission: permission, sourceQueueArns: sources = [] } = policy;
  if (!permissions.includes(permission) || !Array.isArray(sources)) {
    throw refused("Amazon SQS can't create the redrive allow policy, as it isn't in a supported format.");
  }
  const wanted = permission === 'byQueue';
  if (wanted ? sources.length === 0 || sources.length > 10 : sources.length > 0) {
    throw refused('sourceQueueArns must hold 1 to 10 queues with byQueue, and none otherwise.');
  }
  return { permission, sources };
}

function allows(target: RedriveParty, sourceArn: string): boolean {
  const { permission, sources } = readAllowPolicy(target.attributes);
  return permission === 'allowAll' || (permission === 'byQueue' && sources.includes(sourceArn));
}

function parseMap(value: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    return isInput(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
