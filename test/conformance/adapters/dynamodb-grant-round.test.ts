import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbGrantRound } from '../../../functions/adapters/dynamodb-grant-round.ts';
import type { GrantRound } from '../../../functions/domain/grant-ports.ts';
import { MemoryGrantRound } from '../../support/memory-grant-round.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

async function goesOn(round: GrantRound): Promise<void> {
  expect(await round.lastId()).toBeUndefined();
  await round.stopAfter('whk_1');
  await round.stopAfter('whk_2');
  expect(await round.lastId()).toBe('whk_2');
  await round.end();
  expect(await round.lastId()).toBeUndefined();
}

it('GrantRound in memory goes on after the last webhook, until it ends', () =>
  goesOn(new MemoryGrantRound()));

describe('GrantRound over DynamoDB', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startDynoxide();
  });
  afterAll(() => emulator.stop());

  it.each(dynamoDbImplementations)('by $name goes on after the last webhook, until it ends', async given => {
    const webhooksTable = `Webhooks-${given.name}`;
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, webhooksTable, `Deliveries-${given.name}`);
    client.destroy();
    const { dynamoDb, close } = given.connect(emulator.endpoint);
    await goesOn(new DynamoDbGrantRound({ dynamoDb, webhooksTable }));
    close();
  });
});
