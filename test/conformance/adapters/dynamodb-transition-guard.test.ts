import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbTransitionGuard } from '../../../functions/adapters/dynamodb-transition-guard.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startDynoxide();
});
afterAll(() => emulator.stop());

describe.each(dynamoDbImplementations)('TransitionGuard over DynamoDB by $name', ({ name, connect }) => {
  let connection: ReturnType<typeof connect>;
  let guard: DynamoDbTransitionGuard;
  const webhooksTable = `Webhooks-${name}`;

  beforeAll(async () => {
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, webhooksTable, `Deliveries-${name}`);
    client.destroy();
    connection = connect(emulator.endpoint);
    guard = new DynamoDbTransitionGuard({ dynamoDb: connection.dynamoDb, webhooksTable, limit: 3 });
  });
  afterAll(() => connection.close());

  it('admits so many within five minutes, a webhook twice as one', async () => {
    const admitted: boolean[] = [];
    for (const id of ['a', 'b', 'b', 'c', 'd']) admitted.push(await guard.admit(id, 1000));
    expect(admitted).toEqual([true, true, true, true, false]);
    expect(await guard.admit('d', 300_999)).toBe(false);
    expect(await guard.admit('d', 301_000)).toBe(true);
  });

  it('admits 1 % of all where that is more', async () => {
    await guard.noteWebhooks(500);
    const admitted: boolean[] = [];
    for (const id of ['e', 'f', 'g', 'h', 'i']) admitted.push(await guard.admit(id, 1_000_000));
    expect(admitted).toEqual([true, true, true, true, true]);
    expect(await guard.admit('j', 1_000_000)).toBe(false);
  });

  it('admits no more when many ask at once', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `many-${i}`);
    const admitted = await Promise.all(ids.map(id => guard.admit(id, 9_000_000)));
    expect(admitted.filter(Boolean).length).toBeLessThanOrEqual(5);
    expect(admitted.filter(Boolean).length).toBeGreaterThan(0);
  });
});
