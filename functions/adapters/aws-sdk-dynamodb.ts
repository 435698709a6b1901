import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { translateSdkError } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';
import { ConditionFailedError, type DynamoDb, TransactionCanceledError } from './dynamodb-client.ts';

async function translated<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      throw new ConditionFailedError(error.message, error.Item);
    }
    if (error instanceof TransactionCanceledException) {
      const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
      throw new TransactionCanceledError(error.message, reasons);
    }
    throw translateSdkError(error);
  }
}

/**
 * DynamoDB through AWS's SDK, for functions off the hot path. Retries are the SDK's own.
 * @param client @default one with our time limits
 */
export function sdkDynamoDb(client = new DynamoDBClient(sdkSettings)): DynamoDb {
  return {
    getItem: input => translated(client.send(new GetItemCommand(input))),
    async putItem(input) {
      await translated(client.send(new PutItemCommand(input)));
    },
    updateItem: input => translated(client.send(new UpdateItemCommand(input))),
    async deleteItem(input) {
      await translated(client.send(new DeleteItemCommand(input)));
    },
    query: input => translated(client.send(new QueryCommand(input))),
    batchGetItem: input => translated(client.send(new BatchGetItemCommand(input))),
    batchWriteItem: input => translated(client.send(new BatchWriteItemCommand(input))),
    async transactWriteItems(input) {
      await translated(client.send(new TransactWriteItemsCommand(input)));
    },
  };
}
