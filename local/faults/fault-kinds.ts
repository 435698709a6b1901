/** Everything that the local run can do wrong on purpose. */
export type FaultKind = keyof typeof faultKinds;

interface FaultKindFacts {
  /** What happens, for people. */
  readonly what: string;
  /** What the rate is a share of. */
  readonly of: string;
  /** Rate in the default mix: 0 to 1. */
  readonly rate: number;
}

/** The kinds with their rates in the default mix: high enough to meet each within minutes, low enough that work goes on. */
export const faultKinds = {
  'dynamodb-throttle': {
    what: 'DynamoDB answers ProvisionedThroughputExceededException, a transaction is cancelled for it',
    of: 'requests',
    rate: 0.02,
  },
  'dynamodb-error': { what: 'DynamoDB answers 500', of: 'requests', rate: 0.005 },
  'dynamodb-conflict': { what: 'TransactionConflict cancels a transaction', of: 'transactions', rate: 0.05 },
  'dynamodb-unprocessed': {
    what: 'DynamoDB leaves a part in UnprocessedItems or UnprocessedKeys',
    of: 'batches',
    rate: 0.05,
  },
  'dynamodb-timeout-before': {
    what: 'DynamoDB does nothing and never answers',
    of: 'requests',
    rate: 0.001,
  },
  'dynamodb-timeout-after': {
    what: 'DynamoDB does what was asked and never answers',
    of: 'requests',
    rate: 0.002,
  },
  'sqs-error': { what: 'SQS answers 500', of: 'requests', rate: 0.01 },
  'sqs-timeout-before': { what: 'SQS does nothing and never answers', of: 'requests', rate: 0.001 },
  'sqs-timeout-after': { what: 'SQS does what was asked and never answers', of: 'requests', rate: 0.002 },
  'sqs-batch-failure': {
    what: 'SQS refuses an entry of SendMessageBatch or ChangeMessageVisibilityBatch',
    of: 'entries',
    rate: 0.02,
  },
  'sqs-duplicate': { what: 'a received message can be received again at once', of: 'messages', rate: 0.02 },
  'sqs-late-delete': { what: 'a deleted message comes back after a second', of: 'messages', rate: 0.02 },
  'kms-throttle': { what: 'KMS answers ThrottlingException', of: 'requests', rate: 0.02 },
  'kms-error': { what: 'KMS answers 500', of: 'requests', rate: 0.005 },
  's3-slow-down': { what: 'S3 answers 503 SlowDown', of: 'requests', rate: 0.02 },
  'eventbridge-error': { what: 'EventBridge answers 500', of: 'requests', rate: 0.005 },
  'eventbridge-throttle': {
    what: 'EventBridge answers ThrottlingException to what changes or lists rules',
    of: 'requests but PutEvents',
    rate: 0.02,
  },
  'eventbridge-put-failure': { what: 'PutEvents refuses an entry', of: 'entries', rate: 0.02 },
  'eventbridge-duplicate': {
    what: 'a queue gets an event twice, the second up to two seconds late',
    of: 'events for a queue',
    rate: 0.02,
  },
  'eventbridge-reorder': {
    what: 'a queue gets an event up to two seconds late, behind later ones',
    of: 'events for a queue',
    rate: 0.05,
  },
  'eventbridge-target-failure': {
    what: "an event goes to its rule's dead-letter queue",
    of: 'events for a queue',
    rate: 0.01,
  },
  'worker-kill': { what: 'SIGKILL within half a second, if it still runs', of: 'invocations', rate: 0.05 },
  'function-timeout': {
    what: 'the function stands still until its timeout ends it, if it still runs within half a second',
    of: 'invocations',
    rate: 0.005,
  },
  'invocation-throttle': { what: 'Lambda refuses an invocation', of: 'invocations', rate: 0.01 },
  'clock-skew': { what: "an instance's clock is up to two seconds wrong", of: 'instances', rate: 0.3 },
  'egress-down': {
    what: 'no connection and no DNS to anything but AWS, for two to six seconds at a time',
    of: 'the time',
    rate: 0.03,
  },
} as const satisfies Readonly<Record<string, FaultKindFacts>>;

export function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(faultKinds, text);
}

export const faultKindNames: readonly FaultKind[] = Object.keys(faultKinds).filter(isFaultKind);
