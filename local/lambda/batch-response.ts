import { isList, isRecord, type Json, JsonError, parseJson } from '../json.ts';

/** Which messages of a batch a function's answer leaves in the queue. */
export type FailedMessages = 'all' | ReadonlySet<string>;

/**
 * Reads a partial batch response. Nothing said is a complete success; anything that does not name messages of the batch is a
 * complete failure: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 * @param payload what the function answered, JSON text
 * @param messageIds the messages of the batch
 */
export function failedMessages(payload: string, messageIds: readonly string[]): FailedMessages {
  const failures = listedFailures(payload);
  if (failures === 'all') return 'all';
  const failed = new Set<string>();
  for (const failure of failures) {
    const id = isRecord(failure) ? failure.itemIdentifier : undefined;
    if (typeof id !== 'string' || !messageIds.includes(id)) return 'all';
    failed.add(id);
  }
  return failed;
}

function listedFailures(payload: string): 'all' | readonly Json[] {
  let response: Json;
  try {
    response = payload === '' ? null : parseJson(payload, 'the response');
  } catch (error) {
    if (error instanceof JsonError) return 'all';
    throw error;
  }
  if (response === null || response === '') return [];
  if (!isRecord(response)) return 'all';
  const failures = response.batchItemFailures ?? [];
  return isList(failures) ? failures : 'all';
}
