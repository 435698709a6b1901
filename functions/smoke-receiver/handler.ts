import { randomUUID } from 'node:crypto';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { DynamoDbReceivedCalls } from '../adapters/dynamodb-received-calls.ts';
import { environmentNames as names, readText } from '../environment.ts';
import { type ReceiverAnswer, receiveCall } from './receive-call.ts';

const deps = {
  calls: new DynamoDbReceivedCalls({
    dynamoDb: sdkDynamoDb(),
    table: readText(process.env, names.receivedCallsTable),
    newId: randomUUID,
  }),
  now: Date.now,
};

export const handler = (event: unknown): Promise<ReceiverAnswer> => receiveCall(deps, event);
