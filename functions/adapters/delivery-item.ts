import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  attemptErrors,
  type Delivery,
  type DeliveryStatus,
  type RecordedAttempt,
} from '../domain/delivery.ts';
import { locateDelivery, sortOfTime } from '../domain/identifiers.ts';
import type { Item } from './dynamodb-client.ts';
import { optionalNumber, optionalText, requiredNumber, requiredText, ttlName } from './item-fields.ts';

export const byState = 'byState';
/** Both sort by `timeSort`; their cost is in docs/decisions/search.md. */
export const byEvent = 'byEvent';
export const byRecord = 'byRecord';
/** Parked deliveries of all webhooks are spread over so many keys of the index. */
export const waitingShards = 8;

const statuses: readonly DeliveryStatus[] = ['pending', 'delivered', 'failed', 'held'];

/** @throws TypeError for a text that is no delivery id */
export function deliveryKey(id: string): Item {
  const place = locateDelivery(id);
  if (place === undefined) throw new TypeError(`${id} is no delivery id`);
  return { pk: { S: partitionKey(place.webhookId, place.partition) }, sk: { S: id } };
}

export function partitionKey(webhookId: string, partition: number): string {
  return `${webhookId}#${partition}`;
}

/** Where the index shows a webhook's held, or failed, deliveries. */
export function stateKeyOf(status: 'held' | 'failed', webhookId: string): string {
  return `${status}#${webhookId}`;
}

/** Where the index shows the deliveries of one of a company's records. Ids have no line breaks. */
export function recordKeyOf(companyId: string, recordId: string): string {
  return `${companyId}\n${recordId}`;
}

export function waitingKey(shard: number): string {
  return `waiting#${shard}`;
}

/** The id ends in characters of a hash. */
function shardOf(id: string): number {
  return id.charCodeAt(id.length - 1) % waitingShards;
}

/** Where the sparse index shows a delivery: a delivered or plainly pending one is nowhere. */
export function stateOf(delivery: Delivery): { stateKey: string; stateSort: string } | undefined {
  const { id, webhookId, status, parked, nextAttemptAt = '' } = delivery;
  if (status === 'held' || status === 'failed')
    return { stateKey: stateKeyOf(status, webhookId), stateSort: id };
  if (status === 'pending' && parked === true) {
    return { stateKey: waitingKey(shardOf(id)), stateSort: `${nextAttemptAt}#${id}` };
  }
  return undefined;
}

/** Most deliveries have one run: only of a later one the attempt says which. */
function attributeOfAttempt(attempt: RecordedAttempt): AttributeValue {
  const { status, error, errorDetail, responseBody, retryAfter, certificateExpiresAt } = attempt;
  const M: Item = { at: { S: attempt.at }, durationMs: { N: String(attempt.durationMs) } };
  if (attempt.run > 1) M.run = { N: String(attempt.run) };
  if (status !== null) M.status = { N: String(status) };
  if (error !== null) M.error = { S: error };
  if (errorDetail !== null) M.errorDetail = { S: errorDetail };
  if (responseBody !== null) M.responseBody = { S: responseBody };
  if (retryAfter !== null) M.retryAfter = { S: retryAfter };
  if (certificateExpiresAt !== null) M.certificateExpiresAt = { S: certificateExpiresAt };
  return { M };
}

function attemptOf(attribute: AttributeValue): RecordedAttempt {
  const fields = attribute.M ?? {};
  const error = optionalText(fields, 'error');
  return {
    run: optionalNumber(fields, 'run') ?? 1,
    at: requiredText(fields, 'at'),
    durationMs: requiredNumber(fields, 'durationMs'),
    status: optionalNumber(fields, 'status') ?? null,
    error: attemptErrors.find(known => known === error) ?? null,
    errorDetail: optionalText(fields, 'errorDetail') ?? null,
    responseBody: optionalText(fields, 'responseBody') ?? null,
    retryAfter: optionalText(fields, 'retryAfter') ?? null,
    certificateExpiresAt: optionalText(fields, 'certificateExpiresAt') ?? null,
  };
}

/** Held or parked: the table alone keeps it, for as long as it takes. */
function isKept({ status, parked }: Delivery): boolean {
  return status === 'held' || (status === 'pending' && parked === true);
}

/**
 * @param ttl epoch seconds. A held or parked delivery gets none: it may not expire before it has been sent or has ended,
 *   and then its record is written again.
 */
export function itemOfDelivery(delivery: Delivery, ttl: number): Item {
  const { recordId, nextAttemptAt, parked, waits, resendOf, resentBy } = delivery;
  const item: Item = {
    ...deliveryKey(delivery.id),
    webhookId: { S: delivery.webhookId },
    eventId: { S: delivery.eventId },
    timeSort: { S: sortOfTime(delivery.id) },
    eventType: { S: delivery.eventType },
    companyId: { S: delivery.companyId },
    projectId: { S: delivery.projectId },
    status: { S: delivery.status },
    createdAt: { S: delivery.createdAt },
    attempts: { L: delivery.attempts.map(attributeOfAttempt) },
    run: { N: String(delivery.run) },
    attemptsInRun: { N: String(delivery.attemptsInRun) },
  };
  if (!isKept(delivery)) item[ttlName] = { N: String(ttl) };
  if (recordId !== undefined) {
    item.recordId = { S: recordId };
    item.recordKey = { S: recordKeyOf(delivery.companyId, recordId) };
  }
  if (nextAttemptAt !== undefined) item.nextAttemptAt = { S: nextAttemptAt };
  if (parked !== undefined) item.parked = { BOOL: parked };
  if (waits !== undefined) item.waits = { N: String(waits) };
  if (resendOf !== undefined) item.resendOf = { S: resendOf };
  if (resentBy !== undefined) item.resentBy = { S: resentBy };
  const state = stateOf(delivery);
  if (state !== undefined) {
    item.stateKey = { S: state.stateKey };
    item.stateSort = { S: state.stateSort };
  }
  return item;
}

/** @throws TypeError for an item that is no delivery */
export function deliveryOf(item: Item): Delivery {
  const statusText = requiredText(item, 'status');
  const status = statuses.find(known => known === statusText);
  if (status === undefined) throw new TypeError(`a stored delivery has status ${statusText}`);
  const recordId = optionalText(item, 'recordId');
  const nextAttemptAt = optionalText(item, 'nextAttemptAt');
  const parked = item.parked?.BOOL;
  const waits = optionalNumber(item, 'waits');
  const resendOf = optionalText(item, 'resendOf');
  const resentBy = optionalText(item, 'resentBy');
  return {
    id: requiredText(item, 'sk'),
    webhookId: requiredText(item, 'webhookId'),
    eventId: requiredText(item, 'eventId'),
    eventType: requiredText(item, 'eventType'),
    companyId: requiredText(item, 'companyId'),
    projectId: requiredText(item, 'projectId'),
    status,
    createdAt: requiredText(item, 'createdAt'),
    attempts: (item.attempts?.L ?? []).map(attemptOf),
    run: requiredNumber(item, 'run'),
    attemptsInRun: requiredNumber(item, 'attemptsInRun'),
    ...(recordId === undefined ? {} : { recordId }),
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
    ...(parked === undefined ? {} : { parked }),
    ...(waits === undefined ? {} : { waits }),
    ...(resendOf === undefined ? {} : { resendOf }),
    ...(resentBy === undefined ? {} : { resentBy }),
  };
}
