import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Timing } from '../../../../functions/adapters/backoff.ts';
import type { DynamoDb } from '../../../../functions/adapters/dynamodb-client.ts';
import { dynamoDbImplementations } from './dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './dynoxide.ts';

/** What a store is made of. */
export interface StoreTables {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly deliveriesTable: string;
  readonly timing: Timing;
}

/**
 * Runs DynamoDB for the tests of this file.
 * @param startMs what the stores' clock shows at the begin of each test
 */
export function storeTables(startMs: number) {
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

  async function newTables(): Promise<Pick<StoreTables, 'webhooksTable' | 'deliveriesTable'>> {
    const tables = { webhooksTable: `Webhooks-${count}`, deliveriesTable: `Deliveries-${count++}` };
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, tables.webhooksTable, tables.deliveriesTable);
    client.destroy();
    return tables;
  }

  /** By each way to DynamoDB, a store over tables of its own. */
  function overDynamoDb<Store>(make: (tables: StoreTables) => Store) {
    return dynamoDbImplementations.map(({ name, connect }) => ({
      name: `DynamoDB by ${name}`,
      make: async (): Promise<Store> => {
        const { dynamoDb, close } = connect(emulator.endpoint);
        closers.push(close);
        const timing = { now: () => clock.nowMs, random: () => 0, wait: async () => {} };
        return make({ dynamoDb, ...(await newTables()), timing });
      },
    }));
  }

  return { clock, overDynamoDb };
}
