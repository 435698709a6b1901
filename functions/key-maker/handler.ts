import { randomBytes } from 'node:crypto';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { DynamoDbApiKeyStore } from '../adapters/dynamodb-api-key-store.ts';
import type { CreatedKeyView } from '../domain/wire/key-schema.ts';
import { environmentNames as names, readText } from '../environment.ts';
import { makeKey } from './make-key.ts';

const keys = new DynamoDbApiKeyStore({
  dynamoDb: sdkDynamoDb(),
  webhooksTable: readText(process.env, names.webhooksTable),
});

export const handler = (input: unknown): Promise<CreatedKeyView> =>
  makeKey(input, { keys, now: Date.now, randomBytes });
