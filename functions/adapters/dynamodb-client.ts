import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  DeleteItemCommandInput,
  GetItemCommandInput,
  GetItemCommandOutput,
  PutItemCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { AwsCallError } from '../domain/errors.ts';

export type Item = Record<string, AttributeValue>;

/** The operations of DynamoDB that the stores use. Every one throws AwsCallError. */
export interface DynamoDb {
  getItem(input: GetItemCommandInput): Promise<Pick<GetItemCommandOutput, 'Item'>>;
  /** @throws ConditionFailedError */
  putItem(input: PutItemCommandInput): Promise<void>;
  /** @throws ConditionFailedError */
  updateItem(input: UpdateItemCommandInput): Promise<Pick<UpdateItemCommandOutput, 'Attributes'>>;
  deleteItem(input: DeleteItemCommandInput): Promise<void>;
  query(input: QueryCommandInput): Promise<Pick<QueryCommandOutput, 'Items' | 'Count' | 'LastEvaluatedKey'>>;
  batchGetItem(
    input: BatchGetItemCommandInput,
  ): Promise<Pick<BatchGetItemCommandOutput, 'Responses' | 'UnprocessedKeys'>>;
  batchWriteItem(
    input: BatchWriteItemCommandInput,
  ): Promise<Pick<BatchWriteItemCommandOutput, 'UnprocessedItems'>>;
  /** @throws TransactionCanceledError */
  transactWriteItems(input: TransactWriteItemsCommandInput): Promise<void>;
}

export const conditionFailedCode = 'ConditionalCheckFailedException';
export const transactionCanceledCode = 'TransactionCanceledException';

/** A write's condition did not hold. */
export class ConditionFailedError extends AwsCallError {
  /** What is stored instead, if the write asked for `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'`. */
  readonly item: Item | undefined;

  constructor(message: string, item: Item | undefined) {
    super(conditionFailedCode, message, false);
    this.item = item;
  }
}

/** A transaction was cancelled; nothing of it was written. */
export class TransactionCanceledError extends AwsCallError {
  /** Per write, in order: `None`, `ConditionalCheckFailed`, `TransactionConflict`, `ThrottlingError` … */
  readonly reasons: readonly string[];

  constructor(message: string, reasons: readonly string[]) {
    const isPassing = reasons.some(
      reason =>
        reason === 'TransactionConflict' ||
        reason === 'ThrottlingError' ||
        reason === 'ProvisionedThroughputExceeded',
    );
    super(transactionCanceledCode, message, isPassing && !reasons.includes(transactionConditionFailed));
    this.reasons = reasons;
  }
}

export const transactionConditionFailed = 'ConditionalCheckFailed';
