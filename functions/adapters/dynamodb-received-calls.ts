import * as z from 'zod/mini';
import type { ReceivedCall, ReceivedCalls } from '../domain/received-call.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { dayMs, requiredText, ttlAfter, ttlName } from './item-fields.ts';

export interface DynamoDbReceivedCallsOptions {
  readonly dynamoDb: DynamoDb;
  readonly table: string;
  /** Tells calls of the same millisecond apart. */
  readonly newId: () => string;
}

const headersSchema = z.record(z.string(), z.string());

/** ReceivedCalls as items under the call's name, in the order of their times. */
export class DynamoDbReceivedCalls implements ReceivedCalls {
  readonly #options: DynamoDbReceivedCallsOptions;

  constructor(options: DynamoDbReceivedCallsOptions) {
    this.#options = options;
  }

  async add({ name, method, headers, body, at }: ReceivedCall): Promise<void> {
    const { dynamoDb, table, newId } = this.#options;
    await dynamoDb.putItem({
      TableName: table,
      Item: {
        pk: { S: name },
        sk: { S: `${at}#${newId()}` },
        at: { S: at },
        method: { S: method },
        headers: { S: JSON.stringify(headers) },
        body: { S: body },
        [ttlName]: { N: String(ttlAfter(Date.parse(at), dayMs)) },
      },
    });
  }

  async list(name: string): Promise<ReceivedCall[]> {
    const { dynamoDb, table } = this.#options;
    const calls: ReceivedCall[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :name',
        ExpressionAttributeValues: { ':name': { S: name } },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      calls.push(...Items.map(callOf));
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return calls;
  }
}

/** @throws TypeError, or the schema's error, for an item that is no call */
function callOf(item: Item): ReceivedCall {
  return {
    name: requiredText(item, 'pk'),
    method: requiredText(item, 'method'),
    headers: headersSchema.parse(JSON.parse(requiredText(item, 'headers'))),
    body: requiredText(item, 'body'),
    at: requiredText(item, 'at'),
  };
}
