import { ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Finehook } from './finehook.ts';

/** Lets a webhook have been changed long ago, so that the rule-reconciler takes it for left behind. */
export async function settle(finehook: Finehook, webhookId: string): Promise<void> {
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  const TableName = TableNames.find(name => name.includes('WebhooksTable'));
  const pk = { S: `WEBHOOK#${webhookId}` };
  for (const [sk, name] of [
    ['WEBHOOK', 'updatedAt'],
    ['HEALTH', 'changedAt'],
  ] as const) {
    await finehook.dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: { pk, sk: { S: sk } },
        ConditionExpression: 'attribute_exists(pk)',
        UpdateExpression: 'SET #name = :longAgo',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':longAgo': { S: '2026-01-01T00:00:00.000Z' } },
      }),
    );
  }
}
