/** How often each fault struck, by kind. */
export type FaultCounts = Readonly<Record<string, number>>;

/** Messages of one batch: what a worker that ends without an answer may have called for. */
const batchSize = 10;
/** Workers that may be in the middle of a batch at once: four, two for suspects, two for slow receivers. */
const workersAtOnce = 8;
/** A record is given up after so many tries of its batch (`lean-aws-client.ts`, `dynamodb-batches.ts`), a deletion by Lambda after so many. */
const triesOfRecord = 5;
const triesOfDeletion = 3;

/**
 * Calls that a receiver may get after it has taken the delivery, at most. In each case the receiver took it, and its record
 * was not there, or not yet, when another message of the same event was worked on:
 * - a message received twice at once, or an event that EventBridge gave twice: one call more;
 * - a worker that was killed, or stood still, after its calls and before its records: one more for each message of its batch;
 * - the same where DynamoDB did not answer within the function's time, and where it refused a batch of records again and again;
 * - a message that was passed on or sent to follow its own, and is there twice, because the answer was lost or its own was
 *   not deleted: one more for each such message;
 * - an answer of a receiver that was lost with our way out: one more for each call that was under way.
 * Nothing else gives any: what comes again, and is not being called for at the moment, is read before it is called for.
 */
export function duplicatesBound(counts: FaultCounts): number {
  const of = (...kinds: readonly string[]): number =>
    kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
  const repeated = (tries: number, ...kinds: readonly string[]): number => Math.floor(of(...kinds) / tries);
  const single = of('sqs-duplicate', 'eventbridge-duplicate', 'sqs-batch-failure', 'sqs-late-delete');
  const batches =
    of(
      'worker-kill',
      'function-timeout',
      'dynamodb-timeout-before',
      'dynamodb-timeout-after',
      'sqs-timeout-after',
    ) +
    repeated(triesOfRecord, 'dynamodb-throttle', 'dynamodb-error', 'dynamodb-unprocessed') +
    repeated(triesOfDeletion, 'sqs-error', 'sqs-timeout-before') +
    of('egress-down') * workersAtOnce;
  return single + batchSize * batches;
}
