import { isInput } from '../json-input.ts';
import { sqsError } from './errors.ts';

interface Rule {
  readonly accepts: (value: string) => boolean;
  readonly initial?: string;
  readonly fifoOnly?: true;
  readonly atCreationOnly?: true;
}

const integer = (from: number, to: number, initial: number): Rule => ({
  accepts: value => /^\d{1,10}$/.test(value) && Number(value) >= from && Number(value) <= to,
  initial: String(initial),
});
const oneOf = (...values: readonly string[]) => ({ accepts: (value: string) => values.includes(value) });
const json: Rule = { accepts: value => value === '' || isJsonObject(value) };

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
const settable: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['DelaySeconds', integer(0, 900, 0)],
  ['MaximumMessageSize', integer(1_024, 1_048_576, 1_048_576)],
  ['MessageRetentionPeriod', integer(60, 1_209_600, 345_600)],
  ['ReceiveMessageWaitTimeSeconds', integer(0, 20, 0)],
  ['VisibilityTimeout', integer(0, 43_200, 30)],
  ['Policy', json],
  ['RedrivePolicy', { accepts: () => true }],
  ['RedriveAllowPolicy', { accepts: () => true }],
  ['KmsMasterKeyId', { accepts: () => true }],
  ['KmsDataKeyReusePeriodSeconds', { accepts: integer(60, 86_400, 300).accepts }],
  ['SqsManagedSseEnabled', { ...oneOf('true', 'false'), initial: 'true' }],
  ['FifoQueue', { ...oneOf('true'), fifoOnly: true, atCreationOnly: true }],
  ['ContentBasedDeduplication', { ...oneOf('true', 'false'), initial: 'false', fifoOnly: true }],
  ['DeduplicationScope', { ...oneOf('messageGroup', 'queue'), initial: 'queue', fifoOnly: true }],
  ['FifoThroughputLimit', { ...oneOf('perQueue', 'perMessageGroupId'), initial: 'perQueue', fifoOnly: true }],
]);

const computed: ReadonlySet<string> = new Set([
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
]);

/** The value of an attribute that nobody has set. */
export function defaultOf(attribute: string): string | undefined {
  return settable.get(attribute)?.initial;
}

/** The settable attributes of a queue of this kind with their values, unset ones without a default left out. */
export function effectiveAttributes(
  attributes: ReadonlyMap<string, string>,
  fifo: boolean,
): Map<string, string> {
  const effective = new Map<string, string>();
  for (const [name, rule] of settable) {
    const value = attributes.get(name) ?? (rule.fifoOnly && !fifo ? undefined : rule.initial);
    if (value !== undefined) effective.set(name, value);
  }
  return effective;
}

/** Refuses a name that GetQueueAttributes does not know. */
export function checkAttributeNames(names: readonly string[]): void {
  for (const name of names) {
    if (name !== 'All' && !computed.has(name) && !settable.has(name)) throw unknownAttribute(name);
  }
}

/** Refuses attributes that CreateQueue or SetQueueAttributes must not set. */
export function checkAttributes(
  changes: ReadonlyMap<string, string>,
  queue: { readonly fifo: boolean; readonly creating: boolean },
): void {
  for (const [name, value] of changes) {
    const rule = settable.get(name);
    if (rule === undefined || (rule.fifoOnly && !queue.fifo)) throw unknownAttribute(name);
    if (rule.atCreationOnly && !queue.creating && value !== 'true') throw invalidAttribute(name);
    if (!rule.accepts(value)) throw invalidAttribute(name);
  }
  if (changes.get('SqsManagedSseEnabled') === 'true' && (changes.get('KmsMasterKeyId') ?? '') !== '') {
    throw sqsError(
      'InvalidAttributeValue',
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    );
  }
}

/** Applies checked changes; an empty text takes an attribute away. */
export function applyAttributes(attributes: Map<string, string>, changes: ReadonlyMap<string, string>): void {
  for (const [name, value] of changes) {
    if (value === '') attributes.delete(name);
    else attributes.set(name, value);
  }
  // The two kinds of encryption exclude each other: choosing one switches the other off.
  if ((changes.get('KmsMasterKeyId') ?? '') !== '') attributes.set('SqsManagedSseEnabled', 'false');
  else if (changes.get('SqsManagedSseEnabled') === 'true') attributes.delete('KmsMasterKeyId');
}

function unknownAttribute(name: string): Error {
  return sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
}

function invalidAttribute(name: string): Error {
  return sqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
}

function isJsonObject(text: string): boolean {
  try {
    return isInput(JSON.parse(text));
  } catch {
    return false;
  }
}
