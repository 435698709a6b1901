import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Health } from '../domain/webhook.ts';
import type { Item } from './dynamodb-client.ts';

export const byDue = 'byDue';
export const releaseKey = 'RELEASE';
/** Webhooks whose receiver is to be checked, or whose hold period ends. */
export const checkKey = 'CHECK';

export const text = z.pipe(
  z.object({ S: z.string() }),
  z.transform(({ S }) => S),
);
export const number = z.pipe(
  z.object({ N: z.string() }),
  z.transform(({ N }) => Number(N)),
);

const failuresSchema = z.pipe(
  z.object({ M: z.object({ count: number, firstAt: text, lastAt: text }) }),
  z.transform(({ M }) => M),
);

export const statusSchema = z.pipe(text, z.enum(['active', 'failing', 'paused', 'disabled']));
export const reasonSchema = z.pipe(text, z.enum(['failures', 'gone']));
export const changedBySchema = z.pipe(
  text,
  z.union([
    z.templateLiteral(['key:', z.string()]),
    z.templateLiteral(['user:', z.string()]),
    z.templateLiteral(['delivery:', z.string()]),
    z.enum(['health-check', 'release', 'hold-period']),
  ]),
);

const healthSchema = z.object({
  status: statusSchema,
  statusReason: z._default(z.nullable(reasonSchema), null),
  whilePaused: z.pipe(text, z.enum(['hold', 'drop'])),
  version: number,
  revision: number,
  changedAt: text,
  changedBy: changedBySchema,
  failures: z.exactOptional(failuresSchema),
  lastSuccessAt: z.exactOptional(text),
  nextCheckAt: z.exactOptional(text),
  checksFailed: z.exactOptional(number),
  holdUntil: z.exactOptional(text),
  holdPeriodOver: z.exactOptional(
    z.pipe(
      z.object({ BOOL: z.literal(true) }),
      z.transform(({ BOOL }) => BOOL),
    ),
  ),
  releasingSince: z.exactOptional(text),
  backOffUntil: z.exactOptional(text),
  failingLongAt: z.exactOptional(text),
  deletedAt: z.exactOptional(text),
});

export function healthKey(webhookId: string): Item {
  return { pk: { S: `WEBHOOK#${webhookId}` }, sk: { S: 'HEALTH' } };
}

const ofText = (value: string | undefined | null): AttributeValue | undefined =>
  value === undefined || value === null ? undefined : { S: value };

/** Where the sparse index shows the webhook: one of both, as none is released while its receiver is checked. */
function dueOf({ releasingSince, nextCheckAt }: Health) {
  if (releasingSince !== undefined) return { dueKey: ofText(releaseKey), dueAt: ofText(releasingSince) };
  if (nextCheckAt !== undefined) return { dueKey: ofText(checkKey), dueAt: ofText(nextCheckAt) };
  return { dueKey: undefined, dueAt: undefined };
}

/** Attributes of the health item but for its key and `ttl`; `undefined` ones are absent. */
function fieldsOf(health: Health): Record<keyof Health | 'dueKey' | 'dueAt', AttributeValue | undefined> {
  const { failures, checksFailed } = health;
  return {
    status: { S: health.status },
    statusReason: ofText(health.statusReason),
    whilePaused: { S: health.whilePaused },
    version: { N: String(health.version) },
    revision: { N: String(health.revision) },
    changedAt: { S: health.changedAt },
    changedBy: { S: health.changedBy },
    failures:
      failures === undefined
        ? undefined
        : {
            M: {
              count: { N: String(failures.count) },
              firstAt: { S: failures.firstAt },
              lastAt: { S: failures.lastAt },
            },
          },
    lastSuccessAt: ofText(health.lastSuccessAt),
    nextCheckAt: ofText(health.nextCheckAt),
    checksFailed: checksFailed === undefined ? undefined : { N: String(checksFailed) },
    holdUntil: ofText(health.holdUntil),
    holdPeriodOver: health.holdPeriodOver === true ? { BOOL: true } : undefined,
    releasingSince: ofText(health.releasingSince),
    backOffUntil: ofText(health.backOffUntil),
    failingLongAt: ofText(health.failingLongAt),
    deletedAt: ofText(health.deletedAt),
    ...dueOf(health),
  };
}

export function healthItem(webhookId: string, health: Health): Item {
  const item: Item = healthKey(webhookId);
  for (const [name, value] of Object.entries(fieldsOf(health))) if (value !== undefined) item[name] = value;
  return item;
}

/** Changes the health in place, so that the `ttl` of a deleted webhook stays, if its revision is the expected one. */
export function healthUpdate(webhookId: string, health: Health, expectedRevision: number) {
  const sets: string[] = [];
  const removes: string[] = [];
  const names: Record<string, string> = {};
  const values: Item = { ':expectedRevision': { N: String(expectedRevision) } };
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
    ConditionExpression: '#revision = :expectedRevision',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  } satisfies Omit<UpdateItemCommandInput, 'TableName'>;
}

/** @throws the schema's error for an item that is no health */
export function healthOf(item: unknown): Health {
  return healthSchema.parse(item);
}
