import { randomUUID } from 'node:crypto';
import type { KeysAndAttributes, WriteRequest } from '@aws-sdk/client-dynamodb';
import { itemOf, itemsOf, optionalItemOf, wireText } from './attribute-wire.ts';
import {
  ConditionFailedError,
  conditionFailedCode,
  type DynamoDb,
  type Item,
  TransactionCanceledError,
  transactionCanceledCode,
} from './dynamodb-client.ts';
import { isObject, listMember, numberMember, objectMember, textMember } from './json-value.ts';
import { AwsAnswerError, type LeanAwsClient } from './lean-aws-client.ts';

function tables<Value>(wire: unknown, read: (wire: unknown) => Value): Record<string, Value> {
  if (!isObject(wire)) return {};
  return Object.fromEntries(Object.entries(wire).map(([table, value]) => [table, read(value)]));
}

function writeRequestsOf(wire: unknown): WriteRequest[] {
  return (Array.isArray(wire) ? wire : []).map(request => {
    const put = objectMember(objectMember(request, 'PutRequest'), 'Item');
    if (put !== undefined) return { PutRequest: { Item: itemOf(put) } };
    return {
      DeleteRequest: { Key: itemOf(objectMember(objectMember(request, 'DeleteRequest'), 'Key') ?? {}) },
    };
  });
}

/** What was not processed keeps its options: the answer repeats them. */
function keysOf(wire: unknown): KeysAndAttributes {
  const names = objectMember(wire, 'ExpressionAttributeNames');
  const projection = textMember(wire, 'ProjectionExpression');
  return {
    Keys: itemsOf(listMember(wire, 'Keys')),
    ...(isObject(wire) && wire.ConsistentRead === true ? { ConsistentRead: true } : {}),
    ...(projection === undefined ? {} : { ProjectionExpression: projection }),
    ...(names === undefined ? {} : { ExpressionAttributeNames: tables(names, String) }),
  };
}

function translate(error: unknown): unknown {
  if (!(error instanceof AwsAnswerError)) return error;
  if (error.code === conditionFailedCode) {
    return new ConditionFailedError(error.message, optionalItemOf(objectMember(error.answer, 'Item')));
  }
  if (error.code === transactionCanceledCode) {
    const reasons = listMember(error.answer, 'CancellationReasons').map(
      reason => textMember(reason, 'Code') ?? 'None',
    );
    return new TransactionCanceledError(error.message, reasons);
  }
  return error;
}

/** DynamoDB without the SDK, for the delivery-worker: see `LeanAwsClient`. */
export function leanDynamoDb(client: LeanAwsClient): DynamoDb {
  const call = async (operation: string, input: unknown): Promise<unknown> => {
    try {
      return await client.call(`DynamoDB_20120810.${operation}`, wireText(input));
    } catch (error) {
      throw translate(error);
    }
  };
  const memberItem = (answer: unknown, name: string): Item | undefined =>
    optionalItemOf(objectMember(answer, name));
  return {
    async getItem(input) {
      return { Item: memberItem(await call('GetItem', input), 'Item') };
    },
    async putItem(input) {
      await call('PutItem', input);
    },
    async updateItem(input) {
      return { Attributes: memberItem(await call('UpdateItem', input), 'Attributes') };
    },
    async deleteItem(input) {
      await call('DeleteItem', input);
    },
    async query(input) {
      const answer = await call('Query', input);
      return {
        Items: itemsOf(listMember(answer, 'Items')),
        Count: numberMember(answer, 'Count'),
        LastEvaluatedKey: memberItem(answer, 'LastEvaluatedKey'),
      };
    },
    async batchGetItem(input) {
      const answer = await call('BatchGetItem', input);
      return {
        Responses: tables(objectMember(answer, 'Responses'), itemsOf),
        UnprocessedKeys: tables(objectMember(answer, 'UnprocessedKeys'), keysOf),
      };
    },
    async batchWriteItem(input) {
      const answer = await call('BatchWriteItem', input);
      return { UnprocessedItems: tables(objectMember(answer, 'UnprocessedItems'), writeRequestsOf) };
    },
    async transactWriteItems(input) {
      // With a token, a repeated transaction that had gone through before answers success again.
      await call('TransactWriteItems', { ClientRequestToken: randomUUID(), ...input });
    },
  };
}
