import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Timing } from '../../../../functions/adapters/backoff.ts';
import type { DynamoDb } from '../../../../functions/adapters/dynamodb-client.ts';
import { dynamoDbImplementations } from './dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './dynoxide.ts';

/** What a store over the webhooks table is made of. */
export interface WebhooksTable {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing: Timing;
}

/**
 * Runs DynamoDB for the tests of this file.
 * @param startMs what the stores' clock shows at the begin of each test
 */
export function webhooksTables(startMs: number) {
  const closers: (() => unknown)[] = [];
  const clock = { nowMs: startMs };
  let emulator: Emulator;
  let count = 0;

  beforeAll(async () => {
    emulator = await startDynoxide();
  });
  afterAll(async () => {
    for (const close of closers) await close();
    await emulator.stop();
  });
  beforeEach(() => {
    clock.nowMs = startMs;
  });

  async function newTable(): Promise<string> {
    const webhooksTable = `Webhooks-${count}`;
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, webhooksTable, `Deliveries-${count++}`);
    client.destroy();
    return webhooksTable;
  }

  /** By each way to DynamoDB, a store over a table of its own. */
  function overDynamoDb<Store>(make: (table: WebhooksTable) => Store) {
    return dynamoDbImplementations.map(({ name, connect }) => ({
      name: `DynamoDB by ${name}`,
      make: async (): Promise<Store> => {
        const { dynamoDb, close } = connect(emulator.endpoint);
        closers.push(close);
        const timing = { now: () => clock.nowMs, random: () => 0, wait: async () => {} };
        return make({ dynamoDb, webhooksTable: await newTable(), timing });
      },
    }));
  }

  return { clock, overDynamoDb };
}
