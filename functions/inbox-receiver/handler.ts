import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { DynamoDbInboxCalls } from '../adapters/dynamodb-inbox-calls.ts';
import { DynamoDbInboxStore } from '../adapters/dynamodb-inbox-store.ts';
import { environmentNames as names, readText } from '../environment.ts';
import { type InboxRequest, takeCall } from './take-call.ts';

const { env } = process;
const dynamoDb = sdkDynamoDb();

const deps = {
  inboxes: new DynamoDbInboxStore({ dynamoDb, webhooksTable: readText(env, names.webhooksTable) }),
  calls: new DynamoDbInboxCalls({ dynamoDb, deliveriesTable: readText(env, names.deliveriesTable) }),
  now: Date.now,
  randomBytes,
};

export function handler(request: InboxRequest): Promise<APIGatewayProxyStructuredResultV2> {
  return takeCall(deps, request);
}
