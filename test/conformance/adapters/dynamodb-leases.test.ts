import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbLeases } from '../../../functions/adapters/dynamodb-leases.ts';
import type { Leases } from '../../../functions/domain/ports.ts';
import { MemoryLeases } from '../../support/memory-leases.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

const webhooksTable = 'Webhooks';
let nowMs = 1_000_000;
const timing = { now: () => nowMs, random: () => 0, wait: async () => {} };

let emulator: Emulator;
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  emulator = await startDynoxide();
  const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
  await createTables(client, webhooksTable, 'Deliveries');
  client.destroy();
});
afterAll(async () => {
  for (const close of closers) await close();
  await emulator.stop();
});

interface Implementation {
  readonly name: string;
  readonly holders: () => (holder: string) => Leases;
}

const implementations: Implementation[] = [
  {
    name: 'in memory',
    holders: () => {
      const taken: MemoryLeases['taken'] = new Map();
      return holder => new MemoryLeases(() => nowMs, holder, taken);
    },
  },
  ...dynamoDbImplementations.map(({ name, connect }) => ({
    name: `over DynamoDB by ${name}`,
    holders: () => {
      const { dynamoDb, close } = connect(emulator.endpoint);
      closers.push(close);
      return (holder: string) => new DynamoDbLeases({ dynamoDb, webhooksTable, holder, timing });
    },
  })),
];

describe.each(implementations)('Leases $name', ({ name, holders }) => {
  const lease = `due ${name}`;

  it('belong to one holder until their time is over or they are given back', async () => {
    const leasesOf = holders();
    const [a, b] = [leasesOf('a'), leasesOf('b')];
    expect(await a.take(lease, nowMs + 100)).toBe(true);
    expect(await b.take(lease, nowMs + 100)).toBe(false);
    expect(await b.take(`other ${name}`, nowMs + 100)).toBe(true);
    nowMs += 50;
    expect(await a.take(lease, nowMs + 100)).toBe(true);
    nowMs += 99;
    expect(await b.take(lease, nowMs + 100)).toBe(false);
    nowMs += 1;
    expect(await b.take(lease, nowMs + 100)).toBe(true);
    await a.giveBack(lease);
    expect(await a.take(lease, nowMs + 100)).toBe(false);
    await b.giveBack(lease);
    expect(await a.take(lease, nowMs + 100)).toBe(true);
    await a.giveBack(`never taken ${name}`);
  });

  it('go to one of many who ask at once', async () => {
    const leasesOf = holders();
    const asked = ['a', 'b', 'c', 'd'].map(holder => leasesOf(holder).take(`raced ${name}`, nowMs + 100));
    expect((await Promise.all(asked)).filter(Boolean)).toEqual([true]);
  });
});
