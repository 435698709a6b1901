import { randomBytes } from 'node:crypto';
import { ListTablesCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { expect, inject, it } from 'vitest';
import { locateDelivery } from '../../functions/domain/identifiers.ts';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

/** The most that EventBridge takes as Detail here. */
const detailBytes = 1_000_000;

/** Of exactly so many bytes, random, so that it stays large whatever is done to it. */
function detailOf(companyId: string): { noise: string; detail: string } {
  const around = Buffer.byteLength(JSON.stringify({ ...partsOf(companyId), noise: '' }));
  const noise = randomBytes(detailBytes)
    .toString('base64')
    .slice(0, detailBytes - around);
  return { noise, detail: JSON.stringify({ ...partsOf(companyId), noise }) };
}

function partsOf(companyId: string) {
  return { companyId, projectId: 'p1', previousValue: null, currentValue: { id: 'r1' } };
}

async function itemOf(deliveryId: string) {
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  const place = locateDelivery(deliveryId);
  const { Items = [] } = await finehook.dynamodb.send(
    new QueryCommand({
      TableName: TableNames.find(name => name.includes('DeliveriesTable')),
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: {
        ':pk': { S: `${place?.webhookId}#${place?.partition}` },
        ':sk': { S: deliveryId },
      },
    }),
  );
  return Items[0] ?? {};
}

it('getDelivery: an event of 1 MB that is held while its webhook is paused arrives whole, and stays readable', async () => {
  const name = uniqueName('large');
  const webhook = await finehook.webhookTo(name);
  expect((await finehook.api('POST', `/v1/webhooks/${webhook.id}/pause`)).status).toBe(200);
  const { noise, detail } = detailOf(name);
  expect(Buffer.byteLength(detail)).toBe(detailBytes);
  const [eventId] = await finehook.put({ companyId: name, detail: { noise } });
  const held = await finehook.delivery(webhook.id, 'held', eventId);

  const key = `${webhook.id}/${held.id}/1`;
  expect((await itemOf(held.id)).payloadKey).toEqual({ S: key });
  const Bucket = 'finehook-payloadbucket';
  const tags = async () => {
    const { TagSet } = await finehook.s3.send(new GetObjectTaggingCommand({ Bucket, Key: key }));
    return TagSet;
  };
  expect(await tags()).toEqual([]);
  const readEvent = async () => (await finehook.api('GET', `/v1/deliveries/${held.id}`)).body.event;
  const event = { id: eventId, type: 'TODO_MOVED', time: expect.any(String), data: JSON.parse(detail) };
  expect(await readEvent()).toEqual(event);

  expect((await finehook.api('POST', `/v1/webhooks/${webhook.id}/enable`)).status).toBe(200);
  const delivered = await finehook.delivery(webhook.id, 'delivered', eventId);
  expect(delivered.id).toBe(held.id);
  const calls = await finehook.receives(name, 2);
  const call = calls.find(({ headers }) => headers['webhook-id'] === held.id);
  expect(call?.verified).toBe(true);
  expect(call?.body.endsWith(`,"data":${detail}}`)).toBe(true);
  expect(await tags()).toEqual([{ Key: 'delivery', Value: 'ended' }]);
  expect(await readEvent()).toEqual(event);
});
