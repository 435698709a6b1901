import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbRuleCounts } from '../../../functions/adapters/dynamodb-rule-counts.ts';
import type { RuleCount, RuleCounts } from '../../../functions/domain/rule-count.ts';
import { MemoryRuleCounts } from '../../support/memory-rule-counts.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

const first: RuleCount = {
  countedAt: '2026-01-01T00:00:00.000Z',
  rulesOfWebhooks: 10_000,
  otherRules: 2,
  webhooks: { live: 9990, pending: 3, off: 7 },
};
const second: RuleCount = {
  countedAt: '2026-01-01T00:05:00.000Z',
  rulesOfWebhooks: 0,
  otherRules: 0,
  webhooks: { live: 0, pending: 1, off: 0 },
};

async function keepsTheLast(counts: RuleCounts): Promise<void> {
  expect(await counts.last()).toBeUndefined();
  await counts.note(first);
  expect(await counts.last()).toEqual(first);
  await counts.note(second);
  expect(await counts.last()).toEqual(second);
}

it('RuleCounts in memory keeps the last count', () => keepsTheLast(new MemoryRuleCounts()));

describe('RuleCounts over DynamoDB', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startDynoxide();
  });
  afterAll(() => emulator.stop());

  it.each(dynamoDbImplementations)('by $name keeps the last count', async given => {
    const webhooksTable = `Webhooks-${given.name}`;
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, webhooksTable, `Deliveries-${given.name}`);
    client.destroy();
    const { dynamoDb, close } = given.connect(emulator.endpoint);
    await keepsTheLast(new DynamoDbRuleCounts({ dynamoDb, webhooksTable }));
    close();
  });
});
