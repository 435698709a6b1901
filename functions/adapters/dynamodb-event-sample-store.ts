import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { HourlyEventCount } from '../domain/event-sample/event-counts.ts';
import type {
  CountedEvents,
  EventSampleStore,
  HourRange,
  KeptEvent,
  RecentEvent,
  RecentEvents,
  SampleScope,
} from '../domain/event-sample/recent-events.ts';
import type { SampledEvent } from '../domain/event-sample/sampled-event.ts';
import { realTiming, type Timing } from './backoff.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import {
  countKey,
  countOfItem,
  countsOfCompany,
  dayOf,
  eventsOfCompany,
  hourName,
  itemOfEvent,
  keptEventOf,
  ofType,
  recentEventOf,
} from './event-sample-item.ts';
import { dayMs, isExpired, requiredNumber, requiredText, ttlAfter, ttlName } from './item-fields.ts';

/** An hour is counted in its day's item, and that stays until all of its hours are so old. */
const countDays = 8;
/** Pages of a query, a megabyte each. */
const mostPages = 8;
/** More types than these are sought among all of the company's. */
const mostQueries = 20;

export interface DynamoDbEventSampleStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly deliveriesTable: string;
  /** How long an event is kept. */
  readonly days: number;
  readonly timing?: Timing;
}

/** For who only reads. @param size kept events of a company and type; with 0 there is no sample */
export function recentEventsOf(
  size: number,
  options: Omit<DynamoDbEventSampleStoreOptions, 'days'>,
): RecentEvents | undefined {
  return size === 0 ? undefined : new DynamoDbEventSampleStore({ ...options, days: 0 });
}

/** A partition, and which of its sort keys: those between two, or all. */
interface Range {
  readonly partition: string;
  readonly between?: readonly [string, string];
}

/**
 * EventSampleStore beside the deliveries. Counts: an item per company, type, day and project with a number for each hour. Kept events:
 * an item each, compressed, per company, type and slot.
 */
export class DynamoDbEventSampleStore implements EventSampleStore {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;
  readonly #days: number;
  readonly #timing: Timing;

  constructor({ dynamoDb, deliveriesTable, days, timing = realTiming }: DynamoDbEventSampleStoreOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = deliveriesTable;
    this.#days = days;
    this.#timing = timing;
  }

  async add(hourly: HourlyEventCount): Promise<void> {
    const { projectId, eventType, hour, count } = hourly;
    const ttl = ttlAfter(Date.parse(`${dayOf(hour)}T00:00:00Z`), (1 + countDays) * dayMs);
    await this.#dynamoDb.updateItem({
      TableName: this.#table,
      Key: countKey(hourly),
      UpdateExpression: 'SET #ttl = :ttl, #type = :type, #project = :project ADD #hour :count',
      ExpressionAttributeNames: {
        '#ttl': ttlName,
        '#type': 'type',
        '#project': 'projectId',
        '#hour': hourName(hour),
      },
      ExpressionAttributeValues: {
        ':ttl': { N: String(ttl) },
        ':type': { S: eventType },
        ':project': { S: projectId },
        ':count': { N: String(count) },
      },
    });
  }

  async counts({ companyId, eventTypes }: SampleScope, hours: HourRange): Promise<CountedEvents> {
    const partition = countsOfCompany(companyId);
    const { items, isWhole } = await this.#read(eventTypes, partition, type => ({
      partition,
      // `~` comes after the line break that follows the day.
      between: [`${ofType(type)}${dayOf(hours.firstHour)}`, `${ofType(type)}${dayOf(hours.lastHour)}~`],
    }));
    const counts = items.flatMap(item => countOfItem(companyId, item, hours) ?? []);
    return { counts, isWhole };
  }

  async kept(companyId: string, eventType: string): Promise<KeptEvent[]> {
    const { items } = await this.#query(eventRange(eventsOfCompany(companyId), eventType), {
      ProjectionExpression: 'sk, id, projectId, #at, #ttl',
      ExpressionAttributeNames: { '#at': 'at', '#ttl': ttlName },
    });
    return items.map(keptEventOf);
  }

  async keep(slot: number, event: SampledEvent): Promise<void> {
    const ttl = ttlAfter(event.atMs, this.#days * dayMs);
    await this.#dynamoDb.putItem({ TableName: this.#table, Item: itemOfEvent(slot, event, ttl) });
  }

  async recent({ companyId, eventTypes }: SampleScope, limit: number): Promise<RecentEvent[]> {
    const partition = eventsOfCompany(companyId);
    const { items } = await this.#read(eventTypes, partition, type => eventRange(partition, type));
    const newest = items.sort((a, b) => requiredNumber(b, 'at') - requiredNumber(a, 'at'));
    return newest.slice(0, limit).map(recentEventOf);
  }

  /** Of these types, or of all, in the order of types. */
  async #read(
    eventTypes: SampleScope['eventTypes'],
    partition: string,
    rangeOf: (eventType: string) => Range,
  ): Promise<{ items: Item[]; isWhole: boolean }> {
    const types = eventTypes === undefined ? undefined : [...new Set(eventTypes)].sort();
    const isFew = types !== undefined && types.length <= mostQueries;
    const answers = await Promise.all(
      (isFew ? types.map(rangeOf) : [{ partition }]).map(range => this.#query(range)),
    );
    const items = answers.flatMap(answer => answer.items);
    return {
      items: types === undefined ? items : items.filter(item => types.includes(requiredText(item, 'type'))),
      isWhole: answers.every(answer => answer.isWhole),
    };
  }

  async #query(
    { partition, between }: Range,
    how: Pick<QueryCommandInput, 'ProjectionExpression' | 'ExpressionAttributeNames'> = {},
  ): Promise<{ items: Item[]; isWhole: boolean }> {
    const nowMs = this.#timing.now();
    const items: Item[] = [];
    let start: Item | undefined;
    for (let page = 0; page < mostPages; page++) {
      const { Items = [], LastEvaluatedKey } = await this.#dynamoDb.query({
        TableName: this.#table,
        KeyConditionExpression:
          between === undefined ? 'pk = :pk' : 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': { S: partition },
          ...(between === undefined ? {} : { ':first': { S: between[0] }, ':last': { S: between[1] } }),
        },
        ...how,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      items.push(...Items.filter(item => !isExpired(item, nowMs)));
      start = LastEvaluatedKey;
      if (start === undefined) return { items, isWhole: true };
    }
    return { items, isWhole: false };
  }
}

/** Slots are numbers, and `~` comes after all digits. */
function eventRange(partition: string, eventType: string): Range {
  return { partition, between: [ofType(eventType), `${ofType(eventType)}~`] };
}
