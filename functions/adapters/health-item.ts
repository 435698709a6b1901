import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Health } from '../domain/webhook.ts';
import type { Item } from './dynamodb-client.ts';
import { optionalNumber, optionalText } from './item-fields.ts';

export const byDue = 'byDue';
export const releaseKey = 'RELEASE';

const healthSchema = z.object({
  status: z.enum(['active', 'failing', 'paused', 'disabled']),
  statusReason: z.nullable(z.enum(['failures', 'gone'])),
  whilePaused: z.enum(['hold', 'drop']),
  version: z.number(),
  changedAt: z.string(),
});

export function healthKey(webhookId: string): Item {
  return { pk: { S: `WEBHOOK#${webhookId}` }, sk: { S: 'HEALTH' } };
}

/** Attributes of the health item but for its key and `ttl`; `undefined` ones are absent. */
function fieldsOf(health: Health): Record<string, Item[string] | undefined> {
  const { releasingSince } = health;
  const isDue = releasingSince !== undefined;
  return {
    status: { S: health.status },
    statusReason: health.statusReason === null ? undefined : { S: health.statusReason },
    whilePaused: { S: health.whilePaused },
    version: { N: String(health.version) },
    changedAt: { S: health.changedAt },
    releasingSince: isDue ? { S: releasingSince } : undefined,
    dueKey: isDue ? { S: releaseKey } : undefined,
    dueAt: isDue ? { S: releasingSince } : undefined,
  };
}

export function healthItem(webhookId: string, health: Health): Item {
  const item: Item = healthKey(webhookId);
  for (const [name, value] of Object.entries(fieldsOf(health))) if (value !== undefined) item[name] = value;
  return item;
}

/** Changes the health in place, so that the `ttl` of a deleted webhook stays, if its version is the expected one. */
export function healthUpdate(webhookId: string, health: Health, expectedVersion: number) {
  const sets: string[] = [];
  const removes: string[] = [];
  const names: Record<string, string> = {};
  const values: Item = { ':expectedVersion': { N: String(expectedVersion) } };
  for (const [name, value] of Object.entries(fieldsOf(health))) {
    names[`#${name}`] = name;
    if (value === undefined) removes.push(`#${name}`);
    else {
      sets.push(`#${name} = :${name}`);
      values[`:${name}`] = value;
    }
  }
  return {
    Key: healthKey(webhookId),
    UpdateExpression: `SET ${sets.join(', ')}${removes.length === 0 ? '' : ` REMOVE ${removes.join(', ')}`}`,
    ConditionExpression: '#version = :expectedVersion',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  } satisfies Omit<UpdateItemCommandInput, 'TableName'>;
}

/** @throws the schema's error for an item that is no health */
export function healthOf(item: Item): Health {
  const releasingSince = optionalText(item, 'releasingSince');
  const health = healthSchema.parse({
    status: optionalText(item, 'status'),
    statusReason: optionalText(item, 'statusReason') ?? null,
    whilePaused: optionalText(item, 'whilePaused'),
    version: optionalNumber(item, 'version'),
    changedAt: optionalText(item, 'changedAt'),
  });
  return { ...health, ...(releasingSince === undefined ? {} : { releasingSince }) };
}
