import type { DynamoDb } from '../dynamodb.ts';
import { inputs, isInput, textOr } from '../iam/request.ts';

/** Looks up the partition keys of tables and indexes, and remembers them. */
export interface PartitionKeys {
  of(tableName: string, indexName: string | undefined): Promise<string | undefined>;
  /** Forgets everything, because a table may be another one now. */
  forget(): void;
}

export function createPartitionKeys(dynamoDb: DynamoDb): PartitionKeys {
  const known = new Map<string, Promise<ReadonlyMap<string, string>>>();

  return {
    async of(tableName, indexName = '') {
      const keys = known.get(tableName) ?? describe(dynamoDb, tableName);
      known.set(tableName, keys);
      const found = await keys.catch(() => undefined);
      // A table that is not there yet may come.
      if (found === undefined || found.size === 0) known.delete(tableName);
      return found?.get(indexName);
    },
    forget: () => known.clear(),
  };
}

/** The partition key of the table, under '', and of each of its indexes under its name. */
async function describe(dynamoDb: DynamoDb, tableName: string): Promise<ReadonlyMap<string, string>> {
  const response = await fetch(`http://127.0.0.1:${await dynamoDb.port()}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.DescribeTable',
      'x-amz-date': '20260101T000000Z',
      // The emulator wants a signature of the right form, whatever its value.
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00',
    },
    body: JSON.stringify({ TableName: tableName }),
  });
  const answer: unknown = await response.json();
  const table = isInput(answer) ? answer.Table : undefined;
  if (!isInput(table)) return new Map();
  const holders = [table, ...inputs(table.GlobalSecondaryIndexes), ...inputs(table.LocalSecondaryIndexes)];
  return new Map(
    holders.map((holder): [string, string] => {
      const key = inputs(holder.KeySchema).find(it => it.KeyType === 'HASH');
      return [textOr(holder.IndexName, ''), textOr(key?.AttributeName, '')];
    }),
  );
}
