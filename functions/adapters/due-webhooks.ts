import type { DueCheck } from '../domain/ports.ts';
import type { TableAccess } from './dynamodb-batches.ts';
import type { Item } from './dynamodb-client.ts';
import { byDue, checkKey, releaseKey } from './health-item.ts';
import { requiredText } from './item-fields.ts';

function webhookIdOf(item: Item): string {
  return requiredText(item, 'pk').slice('WEBHOOK#'.length);
}

/** Webhooks that are being released, longest first. */
export async function releasingWebhooks({ dynamoDb, table }: TableAccess): Promise<string[]> {
  const ids: string[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
      TableName: table,
      IndexName: byDue,
      KeyConditionExpression: 'dueKey = :key',
      ExpressionAttributeValues: { ':key': { S: releaseKey } },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    ids.push(...Items.map(webhookIdOf));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return ids;
}

/** Webhooks that are to be checked by then, soonest first. */
export async function dueChecks(
  { dynamoDb, table }: TableAccess,
  by: string,
  limit: number,
): Promise<DueCheck[]> {
  const checks: DueCheck[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
      TableName: table,
      IndexName: byDue,
      KeyConditionExpression: 'dueKey = :key AND dueAt <= :by',
      ExpressionAttributeValues: { ':key': { S: checkKey }, ':by': { S: by } },
      Limit: limit - checks.length,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    checks.push(...Items.map(item => ({ webhookId: webhookIdOf(item), dueAt: requiredText(item, 'dueAt') })));
    start = LastEvaluatedKey;
  } while (start !== undefined && checks.length < limit);
  return checks;
}
