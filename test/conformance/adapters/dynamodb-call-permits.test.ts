import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbCallPermits } from '../../../functions/adapters/dynamodb-call-permits.ts';
import type { CallSlot } from '../../../functions/domain/call-permit-ports.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

const timing = { now: () => 0, random: () => 0, wait: async () => {} };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startDynoxide();
});
afterAll(() => emulator.stop());

describe.each(dynamoDbImplementations)('CallPermits over DynamoDB by $name', ({ name, connect }) => {
  const webhooksTable = `Webhooks-${name}`;
  let connection: ReturnType<typeof connect>;
  let workers: DynamoDbCallPermits[] = [];

  beforeAll(async () => {
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, webhooksTable, `Deliveries-${name}`);
    client.destroy();
    connection = connect(emulator.endpoint);
    const { dynamoDb } = connection;
    workers = ['a', 'b', 'c'].map(worker => {
      let calls = 0;
      return new DynamoDbCallPermits({
        dynamoDb,
        webhooksTable,
        newCallId: () => `${worker}${calls++}`,
        timing,
      });
    });
  });
  afterAll(() => connection.close());

  it('gives every slot once, in even steps, whoever asks', async () => {
    const slots: (CallSlot | undefined)[] = [];
    for (let i = 0; i < 3; i++) {
      slots.push(...(await Promise.all(workers.map(worker => worker.takeSlot('whk_a', 5, 1000)))));
    }
    expect(slots.map(Number).sort((a, b) => a - b)).toEqual([
      1000, 1200, 1400, 1600, 1800, 2000, 2200, 2400, 2600,
    ]);
    expect(await workers[0]?.takeSlot('whk_b', 5, 1000)).toBe(1000);
    expect(await workers[0]?.takeSlot('whk_a', 5, 60_000)).toBe(60_000);
  });

  it('gives none that lies more than 15 minutes ahead, and takes none then', async () => {
    const [worker] = workers;
    expect(await worker?.takeSlot('whk_c', 0.001, 0)).toBe(0);
    expect(await worker?.takeSlot('whk_c', 0.001, 0)).toBe('full');
    expect(await worker?.takeSlot('whk_c', 0.001, 100_000)).toBe(1_000_000);
  });

  it('opens as many calls as may be, over all workers, and others when one is closed', async () => {
    const times = { nowMs: 1000, untilMs: 9000 };
    const opened = await Promise.all(workers.map(worker => worker.open('whk_d', 2, times)));
    const closers = opened.filter(close => close !== undefined);
    expect(closers.length).toBe(2);
    expect(await workers[2]?.open('whk_d', 2, times)).toBeUndefined();
    await closers[0]?.();
    expect(await workers[2]?.open('whk_d', 2, times)).toBeTypeOf('function');
    expect(await workers[2]?.open('whk_d', 2, times)).toBeUndefined();
  });

  it('takes a call for ended when its time is over', async () => {
    await workers[0]?.open('whk_e', 1, { nowMs: 1000, untilMs: 9000 });
    expect(await workers[1]?.open('whk_e', 1, { nowMs: 8999, untilMs: 20_000 })).toBeUndefined();
    expect(await workers[1]?.open('whk_e', 1, { nowMs: 9000, untilMs: 20_000 })).toBeTypeOf('function');
  });

  it('says that it was never first when others always are', async () => {
    const [other] = workers;
    if (other === undefined) throw new Error('There is no other worker.');
    const { dynamoDb } = connection;
    let meanwhile = async () => {};
    const late = new DynamoDbCallPermits({
      dynamoDb: {
        getItem: input => dynamoDb.getItem(input),
        updateItem: async input => {
          await meanwhile();
          return dynamoDb.updateItem(input);
        },
      },
      webhooksTable,
      newCallId: () => 'late',
      timing,
    });
    const close = await late.open('whk_f', 100, { nowMs: 1000, untilMs: 9000 });
    meanwhile = async () => {
      await other.takeSlot('whk_f', 5, 1000);
      await other.open('whk_f', 100, { nowMs: 1000, untilMs: 9000 });
    };
    expect(await late.takeSlot('whk_f', 5, 1000)).toBe('busy');
    expect(await late.open('whk_f', 100, { nowMs: 1000, untilMs: 9000 })).toBeUndefined();
    await expect(close?.()).rejects.toThrow('Other workers changed the open calls of whk_f each time.');
  });
});
