import { ListTablesCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { locateDelivery } from '../../functions/domain/identifiers.ts';
import type { Finehook } from './finehook.ts';

/** Makes a parked delivery due, as the passing of its wait would. @throws Error when it is not parked */
export async function makeDue(finehook: Finehook, deliveryId: string): Promise<void> {
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  const TableName = TableNames.find(name => name.includes('DeliveriesTable'));
  const place = locateDelivery(deliveryId);
  const Key = { pk: { S: `${place?.webhookId}#${place?.partition}` }, sk: { S: deliveryId } };
  const { Items = [] } = await finehook.dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': Key.pk, ':sk': Key.sk },
    }),
  );
  const isParked = Items[0]?.parked?.BOOL === true && Items[0].stateKey?.S?.startsWith('waiting#') === true;
  if (!isParked) throw new Error(`${deliveryId} is not parked: ${JSON.stringify(Items)}`);
  const due = '2026-01-01T00:00:00.000Z';
  await finehook.dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: 'SET nextAttemptAt = :due, stateSort = :sort',
      ExpressionAttributeValues: { ':due': { S: due }, ':sort': { S: `${due}#${deliveryId}` } },
    }),
  );
}
