import { paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { LeanAwsClient } from '../../functions/adapters/lean-aws-client.ts';
import type { Finehook } from './finehook.ts';

const streamsSchema = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) });
const streamSchema = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
});
const iteratorSchema = z.object({ ShardIterator: z.string() });
const recordsSchema = z.object({
  Records: z.array(z.unknown()),
  NextShardIterator: z.optional(z.nullable(z.string())),
});

/** Everything that stands in any table, as JSON text. */
export async function tableDump(finehook: Finehook): Promise<string> {
  const client = finehook.dynamodb;
  const items: unknown[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName })) items.push(...Items);
    }
  }
  return JSON.stringify(items);
}

/** Every image in every table's stream, old and new, as JSON text. */
export async function streamDump({ runtime }: Finehook): Promise<string> {
  const { accessKeyId, secretAccessKey, region, awsEndpointUrl: endpoint } = runtime;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new LeanAwsClient({ service: 'dynamodb', region, endpoint, credentials });
  const call = (operation: string, input: object) =>
    client.call(`DynamoDBStreams_20120810.${operation}`, JSON.stringify(input));
  const records: unknown[] = [];
  for (const { StreamArn } of streamsSchema.parse(await call('ListStreams', {})).Streams) {
    const { Shards } = streamSchema.parse(await call('DescribeStream', { StreamArn })).StreamDescription;
    for (const { ShardId } of Shards) {
      const place = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
      let iterator: string | null | undefined = iteratorSchema.parse(
        await call('GetShardIterator', place),
      ).ShardIterator;
      while (iterator !== null && iterator !== undefined) {
        const page: z.infer<typeof recordsSchema> = recordsSchema.parse(
          await call('GetRecords', { ShardIterator: iterator }),
        );
        records.push(...page.Records);
        iterator = page.Records.length === 0 ? null : page.NextShardIterator;
      }
    }
  }
  await client.close();
  return JSON.stringify(records);
}

/** The ways in which a text could stand somewhere: as it is, and as DynamoDB's JSON shows bytes. */
export function spellings(text: string): string[] {
  const bytes = Buffer.from(text);
  // Base64 of a text inside a longer one, at each of the three offsets, without the characters that its neighbours change.
  const encoded = [0, 1, 2].map(offset =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(offset === 0 ? 0 : offset + 1, -4),
  );
  return [text, ...encoded];
}
