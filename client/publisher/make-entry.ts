import { detailText, maxDetailBytes } from '../../event-contract/event-detail.ts';
import { isObject } from '../../event-contract/exact-json.ts';
import type { PutFailure } from '../../event-contract/put-entries.ts';
import { reservedSource } from '../../event-contract/reserved-source.ts';
import type { PublisherEvent } from './event.ts';
import type { EventEntry } from './put-events.ts';

/** What entries have that do not say it themselves. */
export interface EntryDefaults {
  readonly eventBusName: string;
  readonly source: string;
  readonly time: Date;
}

/** @returns an entry of PutEvents, or why no webhook could ever get the event */
export function makeEntry(event: PublisherEvent<string>, defaults: EntryDefaults): EventEntry | PutFailure {
  // JavaScript may give anything, and one event must not cost the others.
  if (!isObject(event) || !isObject(event.data)) return invalid('the event is no object with data');
  const { type, data, source = defaults.source, time = defaults.time } = event;
  if (typeof type !== 'string' || type === '') return invalid('the event has no type');
  if (typeof source !== 'string') return invalid('the source is no text');
  const reserved = reservedSource(source);
  if (source === '' || reserved !== undefined) return invalid(reserved ?? 'the source is empty');
  if (!(time instanceof Date) || Number.isNaN(time.getTime())) return invalid('the time is no valid date');
  const missing = ['companyId', 'projectId'].find(
    name => typeof data[name] !== 'string' || data[name] === '',
  );
  if (missing !== undefined) return invalid(`data.${missing} is no text, so no webhook could get the event`);
  const Detail = writtenOr(data);
  if (typeof Detail !== 'string') return Detail;
  const bytes = Buffer.byteLength(Detail);
  if (bytes > maxDetailBytes) {
    return invalid(`the data has ${bytes} bytes with its changes; at most ${maxDetailBytes} are possible`);
  }
  return { EventBusName: defaults.eventBusName, Source: source, DetailType: type, Detail, Time: time };
}

function writtenOr(data: PublisherEvent<string>['data']): string | PutFailure {
  try {
    return detailText(data);
  } catch (error) {
    return invalid(`the data cannot be written as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function invalid(detail: string): PutFailure {
  return { status: 'failed', code: 'InvalidEvent', detail, retryable: false };
}
