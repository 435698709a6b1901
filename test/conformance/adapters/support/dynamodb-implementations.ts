import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkDynamoDb } from '../../../../functions/adapters/aws-sdk-dynamodb.ts';
import type { DynamoDb } from '../../../../functions/adapters/dynamodb-client.ts';
import { LeanAwsClient } from '../../../../functions/adapters/lean-aws-client.ts';
import { leanDynamoDb } from '../../../../functions/adapters/lean-dynamodb.ts';
import { credentials, region } from './dynoxide.ts';

/** Each way to DynamoDB that a conformance suite runs against. */
export const dynamoDbImplementations: readonly {
  readonly name: string;
  connect(endpoint: string): { dynamoDb: DynamoDb; close(): unknown };
}[] = [
  {
    name: 'SDK',
    connect(endpoint) {
      const client = new DynamoDBClient({ endpoint, region, credentials });
      return { dynamoDb: sdkDynamoDb(client), close: () => client.destroy() };
    },
  },
  {
    name: 'lean',
    connect(endpoint) {
      const client = new LeanAwsClient({ service: 'dynamodb', endpoint, region, credentials });
      return { dynamoDb: leanDynamoDb(client), close: () => client.close() };
    },
  },
];
