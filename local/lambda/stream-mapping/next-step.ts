import type { StreamMappingDefinition } from '../../cloudformation/run-plan.ts';
import { failedMessages } from '../batch-response.ts';
import type { InvocationAnswer } from '../invoker.ts';
import type { StreamRecord } from './stream-record.ts';

/** Records that the function gets together, oldest first. */
export interface Batch {
  readonly records: readonly StreamRecord[];
  /** How often the function has failed with the first of them at the head of a batch. */
  readonly failures: number;
  /** How often it has been tried without getting on, because of the function or of a throttle. */
  readonly tries: number;
}

/** Why records are discarded, in Lambda's words. */
export type DiscardCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** What comes after an invocation; the first `done` records of its batch are behind us. */
export type NextStep =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'retry';
      readonly done: number;
      readonly batches: readonly Batch[];
      readonly delayMs: number;
    }
  | {
      readonly kind: 'discard';
      readonly done: number;
      readonly failures: number;
      readonly condition: DiscardCondition;
    };

/** Lambda documents that it backs off, not how long. */
const firstDelayMs = 200;
const longestDelayMs = 60_000;

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html and
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html. They leave open whether a record
 * that was behind the failing one begins with a retry quota of its own; here it does.
 */
export function nextStep(
  { records, failures, tries }: Batch,
  answer: InvocationAnswer,
  mapping: Pick<StreamMappingDefinition, 'bisects' | 'maximumRetries' | 'reportsItemFailures'>,
): NextStep {
  if (answer.kind === 'throttled' || answer.kind === 'notFound') {
    return retry(0, [{ records, failures, tries: tries + 1 }]);
  }
  const isExhausted = (count: number): boolean =>
    mapping.maximumRetries !== undefined && count > mapping.maximumRetries;
  const failed = (done: number, count: number, tried: number): NextStep =>
    isExhausted(count)
      ? { kind: 'discard', done, failures: count, condition: 'RetryAttemptsExhausted' }
      : retry(done, [{ records: records.slice(done), failures: count, tries: tried }]);

  if (answer.kind === 'functionError') {
    if (!mapping.bisects || records.length === 1) return failed(0, failures + 1, tries + 1);
    // Splitting does not use up retries.
    const middle = Math.ceil(records.length / 2);
    const halves = [records.slice(0, middle), records.slice(middle)];
    return retry(
      0,
      halves.map(half => ({ records: half, failures, tries: 1 })),
    );
  }
  if (!mapping.reportsItemFailures) return { kind: 'done' };
  const numbers = records.map(record => record.sequenceNumber);
  const reported = failedMessages(answer.payload, numbers);
  if (reported === 'all') return failed(0, failures + 1, tries + 1);
  const lowest = numbers.findIndex(number => reported.has(number));
  if (lowest < 0) return { kind: 'done' };
  return lowest === 0 ? failed(0, failures + 1, tries + 1) : failed(lowest, 1, 1);
}

/** How many of the first records are too old to be tried. */
export function expiredCount(
  records: readonly StreamRecord[],
  maximumAgeMs: number | undefined,
  nowMs: number,
): number {
  if (maximumAgeMs === undefined) return 0;
  const fresh = records.findIndex(({ createdAtMs }) => nowMs - createdAtMs <= maximumAgeMs);
  return fresh < 0 ? records.length : fresh;
}

function retry(done: number, batches: readonly Batch[]): NextStep {
  const tries = batches[0]?.tries ?? 1;
  const delayMs = Math.min(firstDelayMs * 2 ** (tries - 1), longestDelayMs);
  return { kind: 'retry', done, batches, delayMs };
}
