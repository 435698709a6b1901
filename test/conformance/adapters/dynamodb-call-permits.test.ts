import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbCallPermits } from '../../../functions/adapters/dynamodb-call-permits.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

const timing = { now: () => 0 };

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
    const slots: (number | undefined)[] = [];
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
    expect(await worker?.takeSlot('whk_c', 0.001, 99_999)).toBeUndefined();
    expect(await worker?.takeSlot('whk_c', 0.001, 100_000)).toBe(1_000_000);
  });

  it('gives a company so many slots at once, one after the other, whoever asks', async () => {
    const take = (n: number, count: number, nowMs: number) =>
      workers[n]?.takeCompanySlots('acme', { callsPerSecond: 5, count, nowMs });
    expect(await take(0, 3, 1000)).toBe(1000);
    const firsts = await Promise.all([take(1, 1, 1000), take(2, 1, 1000), take(0, 1, 1000)]);
    expect(firsts.map(Number).sort((a, b) => a - b)).toEqual([1600, 1800, 2000]);
    expect(await take(1, 10, 2500)).toBe(2500);
    expect(await take(2, 1, 2500)).toBe(4500);
    expect(await workers[0]?.takeCompanySlots('globex', { callsPerSecond: 5, count: 1, nowMs: 1000 })).toBe(
      1000,
    );
  });

  it("keeps a company's slots apart from those of a webhook of the same name", async () => {
    const asked = { callsPerSecond: 5, count: 1, nowMs: 1000 };
    expect(await workers[0]?.takeCompanySlots('whk_i', asked)).toBe(1000);
    expect(await workers[0]?.takeSlot('whk_i', 5, 1000)).toBe(1000);
    expect(await workers[0]?.takeCompanySlots('whk_i', asked)).toBe(1200);
  });

  it('gives a company none that begin more than 15 minutes ahead, and takes none then', async () => {
    const take = (count: number, nowMs: number) =>
      workers[0]?.takeCompanySlots('far', { callsPerSecond: 0.1, count, nowMs });
    expect(await take(90, 0)).toBe(0);
    expect(await take(10, 0)).toBe(900_000);
    expect(await take(1, 99_999)).toBeUndefined();
    expect(await take(1, 100_000)).toBe(1_000_000);
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

  it('gives a slot to each of many who ask at once', async () => {
    const asked = Array.from({ length: 30 }, (_, n) => workers[n % 3]?.takeSlot('whk_f', 4, 1000));
    const slots = (await Promise.all(asked)).map(Number).sort((a, b) => a - b);
    expect(slots).toEqual(Array.from({ length: 30 }, (_, n) => 1000 + n * 250));
  });

  it('opens for each of many who ask at once, and closes for each', async () => {
    const times = { nowMs: 1000, untilMs: 9000 };
    for (const _ of ['once', 'again']) {
      const asked = Array.from({ length: 40 }, (_, n) => workers[n % 3]?.open('whk_g', 30, times));
      const closers = (await Promise.all(asked)).filter(close => close !== undefined);
      expect(closers.length).toBe(30);
      await Promise.all(closers.map(close => close()));
    }
  });

  it('opens a call whose request comes twice once', async () => {
    const { dynamoDb } = connection;
    const repeating = new DynamoDbCallPermits({
      dynamoDb: {
        updateItem: async input => {
          await dynamoDb.updateItem(input);
          return dynamoDb.updateItem(input);
        },
      },
      webhooksTable,
      newCallId: () => 'twice',
      timing,
    });
    const times = { nowMs: 1000, untilMs: 9000 };
    await (await workers[0]?.open('whk_h', 1, times))?.();
    const close = await repeating.open('whk_h', 1, times);
    expect(await workers[0]?.open('whk_h', 1, times)).toBeUndefined();
    await close?.();
    expect(await workers[0]?.open('whk_h', 1, times)).toBeTypeOf('function');
  });
});
