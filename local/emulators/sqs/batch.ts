import { AwsError } from '../aws-error.ts';
import type { Input } from '../json-input.ts';
import { sqsError } from './errors.ts';
import { objects, optionalText } from './input.ts';
import type { Registry } from './registry.ts';

/** What a batch operation answers; the SDK expects empty lists to be there. */
export interface BatchResult {
  readonly Successful: readonly Input[];
  readonly Failed: readonly Input[];
}

const maxEntries = 10;
const entryIdPattern = /^[A-Za-z0-9_-]{1,80}$/;

/** The entries of a batch request, after the checks that refuse the batch as a whole. */
export function batchEntries(input: Input, entryShape: string): readonly Input[] {
  const entries = objects(input, 'Entries');
  if (entries.length === 0) {
    throw sqsError('EmptyBatchRequest', `There should be at least one ${entryShape} in the request.`);
  }
  if (entries.length > maxEntries) {
    throw sqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${maxEntries}. You have sent ${entries.length}.`,
    );
  }
  const ids = new Set<string>();
  for (const entry of entries) {
    const id = optionalText(entry, 'Id') ?? '';
    if (!entryIdPattern.test(id)) {
      throw sqsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (ids.has(id)) throw sqsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);
    ids.add(id);
  }
  return entries;
}

/** Runs each entry by itself: one that fails does not stop the others. */
export function runBatch(
  registry: Registry,
  entries: readonly Input[],
  run: (entry: Input) => Input,
): BatchResult {
  const successful: Input[] = [];
  const failed: Input[] = [];
  registry.journal.store.transaction(() => {
    for (const entry of entries) {
      const id = entry.Id;
      try {
        successful.push({ Id: id, ...run(entry) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        failed.push({
          Id: id,
          Code: error.queryErrorCode ?? error.code,
          Message: error.message,
          SenderFault: error.type === 'Sender',
        });
      }
    }
  });
  return { Successful: successful, Failed: failed };
}
