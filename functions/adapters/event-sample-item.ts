import type { DailyEventCount, HourlyEventCount } from '../domain/event-sample/event-counts.ts';
import type { HourRange, KeptEvent, RecentEvent } from '../domain/event-sample/recent-events.ts';
import type { SampledEvent } from '../domain/event-sample/sampled-event.ts';
import { readEvent } from '../domain/queue-message.ts';
import { WireBytes } from './attribute-wire.ts';
import type { Item } from './dynamodb-client.ts';
import { compressed, decompressed } from './event-payload.ts';
import { optionalNumber, requiredNumber, requiredText, ttlName } from './item-fields.ts';

const dayLength = 'yyyy-mm-dd'.length;
const hourAttribute = /^h(\d\d)$/;

export const countsOfCompany = (companyId: string) => `EVENTCOUNTS#${companyId}`;
export const eventsOfCompany = (companyId: string) => `RECENTEVENTS#${companyId}`;

/** Begin of the sort keys of a type. Ids have no line breaks. */
export const ofType = (eventType: string) => `${eventType}\n`;

export function dayOf(hour: string): string {
  return hour.slice(0, dayLength);
}

export function countKey({ companyId, eventType, hour, projectId }: HourlyEventCount): Item {
  return {
    pk: { S: countsOfCompany(companyId) },
    sk: { S: `${ofType(eventType)}${dayOf(hour)}\n${projectId}` },
  };
}

/** The number of a day's item that has the events of this hour. */
export function hourName(hour: string): string {
  return `h${hour.slice(`${'yyyy-mm-dd'}T`.length)}`;
}

/** @returns `undefined` when there were none within these hours */
export function countOfItem(
  companyId: string,
  item: Item,
  { firstHour, lastHour }: HourRange,
): DailyEventCount | undefined {
  const [, day = ''] = requiredText(item, 'sk').split('\n');
  const count = Object.keys(item).reduce((sum, name) => {
    const hour = `${day}T${hourAttribute.exec(name)?.[1] ?? ''}`;
    const isMeant = hourAttribute.test(name) && hour >= firstHour && hour <= lastHour;
    return sum + (isMeant ? (optionalNumber(item, name) ?? 0) : 0);
  }, 0);
  if (count === 0) return undefined;
  const projectId = requiredText(item, 'projectId');
  return { companyId, projectId, eventType: requiredText(item, 'type'), day, count };
}

/** @param ttl epoch seconds */
export function itemOfEvent(slot: number, event: SampledEvent, ttl: number): Item {
  const { id, companyId, projectId, eventType, atMs, eventText } = event;
  return {
    pk: { S: eventsOfCompany(companyId) },
    sk: { S: `${ofType(eventType)}${slot}` },
    // Not `eventId`: an index of deliveries has that.
    id: { S: id },
    type: { S: eventType },
    projectId: { S: projectId },
    at: { N: String(atMs) },
    event: { B: new WireBytes(compressed(eventText)) },
    [ttlName]: { N: String(ttl) },
  };
}

export function keptEventOf(item: Item): KeptEvent {
  return {
    slot: Number(requiredText(item, 'sk').split('\n')[1]),
    id: requiredText(item, 'id'),
    projectId: requiredText(item, 'projectId'),
    atMs: requiredNumber(item, 'at'),
  };
}

/** @throws UnreadableMessageError when what is stored is no event any more */
export function recentEventOf(item: Item): RecentEvent {
  const eventText = decompressed(item.event?.B ?? new Uint8Array()) ?? '';
  return { event: readEvent(eventText), eventText, at: new Date(requiredNumber(item, 'at')).toISOString() };
}
