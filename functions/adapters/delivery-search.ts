import type { Delivery } from '../domain/delivery.ts';
import {
  type DeliverySearch,
  type FoundDeliveries,
  isMeant,
  type SearchPlace,
} from '../domain/delivery-search.ts';
import { sortOfSecond, sortOfTime, sortsBeforeTime } from '../domain/identifiers.ts';
import type { DeliveriesAccess } from './deliveries-access.ts';
import { byEvent, byRecord, byState, recordKeyOf, stateKeyOf } from './delivery-item.ts';
import { findRecords, listDeliveries } from './delivery-reads.ts';
import type { Item } from './dynamodb-client.ts';
import { requiredText } from './item-fields.ts';

/** A request looks at about so many records, so that it ends in time however little of them is meant. */
const mostLookedAt = 1000;
/** Where not everything is meant, so many are looked at together. */
const pageSize = 100;

/** A part of an index, read from its newest delivery to its oldest. */
interface Index {
  readonly name: string;
  readonly key: { readonly name: string; readonly value: string };
  readonly sort: { readonly name: string; readonly of: (id: string) => string };
}

const timeSort = { name: 'timeSort', of: sortOfTime };

function indexOf(place: Exclude<SearchPlace, { kind: 'webhook' }>): Index {
  switch (place.kind) {
    case 'event':
      return { name: byEvent, key: { name: 'eventId', value: place.eventId }, sort: timeSort };
    case 'record': {
      const value = recordKeyOf(place.companyId, place.recordId);
      return { name: byRecord, key: { name: 'recordKey', value }, sort: timeSort };
    }
    case 'state': {
      const value = stateKeyOf(place.status, place.webhookId);
      return { name: byState, key: { name: 'stateKey', value }, sort: { name: 'stateSort', of: id => id } };
    }
  }
}

/** What sorts before `above` is too old, what does not sort before `below` is too new or was read already. */
interface Bounds {
  readonly above: string;
  readonly below: string | undefined;
}

function least(...texts: (string | undefined)[]): string | undefined {
  return texts.filter(text => text !== undefined).sort()[0];
}

/** Ids hold whole seconds, so the oldest second is read whole. */
function boundsOf({ place, filter, before }: DeliverySearch): Bounds {
  const isOfWebhook = place.kind === 'webhook' || place.kind === 'state';
  const sortOf = (time: string) =>
    isOfWebhook ? sortsBeforeTime(place.webhookId, time) : sortOfSecond(time);
  const read = before === undefined || isOfWebhook ? before : sortOfTime(before);
  return {
    above: filter.from === undefined ? '' : sortOf(new Date(wholeSecondMs(filter.from)).toISOString()),
    below: least(read, filter.to === undefined ? undefined : sortOf(filter.to)),
  };
}

function wholeSecondMs(time: string): number {
  return Math.floor(Date.parse(time) / 1000) * 1000;
}

async function idsIn(
  { dynamoDb, table }: DeliveriesAccess,
  { name, key, sort }: Index,
  { above, below }: Bounds,
  limit: number,
): Promise<string[]> {
  const ids: string[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
      TableName: table,
      IndexName: name,
      KeyConditionExpression: below === undefined ? '#key = :key' : '#key = :key AND #sort < :below',
      ExpressionAttributeNames: { '#key': key.name, ...(below === undefined ? {} : { '#sort': sort.name }) },
      ExpressionAttributeValues: {
        ':key': { S: key.value },
        ...(below === undefined ? {} : { ':below': { S: below } }),
      },
      ScanIndexForward: false,
      Limit: limit - ids.length,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    ids.push(...Items.map(item => requiredText(item, 'sk')));
    start = LastEvaluatedKey;
  } while (start !== undefined && ids.length < limit);
  return ids.filter(id => sort.of(id) >= above);
}

interface Page {
  /** All that were looked at, newest first. */
  readonly ids: readonly string[];
  readonly records: ReadonlyMap<string, Delivery>;
}

async function pageOf(access: DeliveriesAccess, search: DeliverySearch, limit: number): Promise<Page> {
  const { place } = search;
  const bounds = boundsOf(search);
  if (place.kind === 'webhook') {
    const before = bounds.below === undefined ? {} : { before: bounds.below };
    const found = await listDeliveries(access, { webhookId: place.webhookId, limit, ...before });
    const records = new Map(found.map(record => [record.id, record]));
    return { ids: [...records.keys()].filter(id => id >= bounds.above), records };
  }
  const ids = await idsIn(access, indexOf(place), bounds, limit);
  return { ids, records: new Map((await findRecords(access, ids)).map(record => [record.id, record])) };
}

export async function searchDeliveries(
  access: DeliveriesAccess,
  search: DeliverySearch,
): Promise<FoundDeliveries> {
  const deliveries: Delivery[] = [];
  let { before } = search;
  for (let lookedAt = 0; lookedAt < mostLookedAt; ) {
    const size = lookedAt === 0 ? search.limit : Math.max(search.limit, pageSize);
    const { before: _, ...rest } = search;
    const { ids, records } = await pageOf(access, before === undefined ? rest : { ...rest, before }, size);
    for (const id of ids) {
      const record = records.get(id);
      before = id;
      if (record === undefined || !isMeant(record, search.filter)) continue;
      deliveries.push(record);
      if (deliveries.length === search.limit) return { deliveries, next: id };
    }
    if (ids.length < size) return { deliveries, next: undefined };
    lookedAt += size;
  }
  return { deliveries, next: before };
}
