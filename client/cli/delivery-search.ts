import { UsageError } from '../local-run.ts';
import type { Values } from './command.ts';
import { optional } from './options.ts';
import { time } from './time.ts';

/** What deliveries are looked for by, whatever is done with them then. */
export const webhookOption = optional('webhook', 'ID', 'of this webhook');
export const eventOption = optional('event', 'ID', 'of this event');
export const companyOption = optional('company', 'ID', 'of events of this company');
export const recordOption = optional('record', 'ID', 'of events of this record; needs --company');
export const typeOption = optional('type', 'TYPE', 'of events of this type');
export const fromOption = optional(
  'from',
  'TIME',
  'created from then on (RFC 3339, such as 2026-01-31T12:00:00Z)',
  time,
);
export const toOption = optional('to', 'TIME', 'created before then', time);

export const searchOptions = [
  webhookOption,
  eventOption,
  recordOption,
  companyOption,
  typeOption,
  fromOption,
  toOption,
];

export type DeliverySearch = ReturnType<typeof searchOf>;

/** @throws UsageError when it would be a search through everything */
export function searchOf({ get }: Values) {
  const search = {
    webhookId: get(webhookOption),
    eventId: get(eventOption),
    companyId: get(companyOption),
    recordId: get(recordOption),
    eventType: get(typeOption),
    from: get(fromOption),
    to: get(toOption),
  };
  const isOfRecord = search.recordId !== undefined && search.companyId !== undefined;
  if (search.webhookId === undefined && search.eventId === undefined && !isOfRecord) {
    throw new UsageError('deliveries of what? Give --webhook, --event, or --record with --company');
  }
  return search;
}
