import { AwsError } from '../aws-error.ts';

// The status and the older query name of each error, as the SDK's model of the service declares them. Errors that
// are not in this table have the same name in both protocols and status 400.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
const modelled: Readonly<Record<string, { queryErrorCode?: string; statusCode?: number }>> = {
  BatchEntryIdsNotDistinct: { queryErrorCode: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct' },
  BatchRequestTooLong: { queryErrorCode: 'AWS.SimpleQueueService.BatchRequestTooLong' },
  EmptyBatchRequest: { queryErrorCode: 'AWS.SimpleQueueService.EmptyBatchRequest' },
  InvalidAddress: { statusCode: 404 },
  InvalidBatchEntryId: { queryErrorCode: 'AWS.SimpleQueueService.InvalidBatchEntryId' },
  MessageNotInflight: { queryErrorCode: 'AWS.SimpleQueueService.MessageNotInflight' },
  OverLimit: { statusCode: 403 },
  PurgeQueueInProgress: { queryErrorCode: 'AWS.SimpleQueueService.PurgeQueueInProgress', statusCode: 403 },
  QueueDeletedRecently: { queryErrorCode: 'AWS.SimpleQueueService.QueueDeletedRecently' },
  QueueDoesNotExist: { queryErrorCode: 'AWS.SimpleQueueService.NonExistentQueue' },
  QueueNameExists: { queryErrorCode: 'QueueAlreadyExists' },
  ReceiptHandleIsInvalid: { statusCode: 404 },
  ResourceNotFoundException: { statusCode: 404 },
  TooManyEntriesInBatchRequest: { queryErrorCode: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest' },
  UnsupportedOperation: { queryErrorCode: 'AWS.SimpleQueueService.UnsupportedOperation' },
};

/** An error as SQS sends it. */
export function sqsError(code: string, message: string): AwsError {
  const { queryErrorCode = code, statusCode = 400 } = modelled[code] ?? {};
  return new AwsError({ code, message, statusCode, queryErrorCode });
}

/** A parameter whose value SQS refuses, in SQS's own sentence. */
export function invalidValue(parameter: string, value: unknown, reason: string): AwsError {
  return sqsError(
    'InvalidParameterValue',
    `Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}

/** A required parameter that is missing or empty. */
export function missingParameter(parameter: string): AwsError {
  return sqsError('MissingParameter', `The request must contain the parameter ${parameter}.`);
}

/** The queue is not there. */
export function queueDoesNotExist(): AwsError {
  return sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
}
