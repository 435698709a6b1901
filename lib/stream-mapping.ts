import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { MessageQueue } from './message-queue.ts';
import type { ServiceFunction } from './service-function.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface StreamMappingProps {
  readonly table: WebhooksTable;
  readonly consumer: ServiceFunction;
  /** Records that the consumer gets at once, 1–10,000. */
  readonly batchSize: number;
  /**
   * Event patterns over the records, such as `{eventName: ['REMOVE']}`, at most five: the consumer gets what one of them
   * matches. Numbers in items are texts: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
   * @default everything
   */
  readonly filters?: readonly Readonly<Record<string, unknown>>[];
  /** How often a failing record is tried again, 0–10,000; until then it holds up all records behind it. */
  readonly retryAttempts: number;
  /** Records that are older, 60–604,800 seconds, are given up. @default none: the stream keeps them for 24 hours */
  readonly maxRecordAgeSeconds?: number;
  /** How long to wait for a full batch, 0–300 seconds. @default 0 */
  readonly batchingWindowSeconds?: number;
  /** Is told of records that were given up: where they are in the stream, not what they hold. */
  readonly onFailure: MessageQueue;
}

/**
 * Gives a function the changes of a table's items, each item's in their order, and the rights for it. The function reports
 * failed records; a batch in which it breaks down is split, so that one bad record takes no other with it. It begins with
 * the oldest record, because a mapping that begins with the latest misses what happens while it is made:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
export class StreamMapping extends Construct {
  constructor(scope: Construct, id: string, props: StreamMappingProps) {
    super(scope, id);
    const { table, consumer, filters, maxRecordAgeSeconds, batchingWindowSeconds, onFailure } = props;
    table.grantConsumeStream(consumer);
    onFailure.grantSend(consumer);
    new lambda.EventSourceMapping(this, 'Mapping', {
      target: consumer,
      eventSourceArn: table.streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: props.retryAttempts,
      onFailure: { bind: () => ({ destination: onFailure.queueArn }) },
      ...(filters !== undefined && { filters: filters.map(it => lambda.FilterCriteria.filter(it)) }),
      ...(maxRecordAgeSeconds !== undefined && { maxRecordAge: Duration.seconds(maxRecordAgeSeconds) }),
      ...(batchingWindowSeconds !== undefined && {
        maxBatchingWindow: Duration.seconds(batchingWindowSeconds),
      }),
    });
  }
}
