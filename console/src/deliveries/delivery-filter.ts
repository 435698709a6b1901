import type { ListDeliveriesRequest, Webhook } from '../../../client/api/client.ts';

export const periods = ['hour', 'day', 'week', 'month', 'between'] as const;
export type Period = (typeof periods)[number];

export const deliveryStatuses = ['delivered', 'failed', 'held', 'pending'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** What the log is narrowed to; it stands in the address. An empty text means anything. */
export interface DeliveryFilter {
  readonly status: DeliveryStatus | '';
  readonly eventType: string;
  readonly period: Period | '';
  /** RFC 3339, UTC; counts when the period is `between`. */
  readonly from: string;
  /** RFC 3339, UTC; counts when the period is `between`. */
  readonly to: string;
  /** Of the record; the service finds a record by its id only together with its company. */
  readonly companyId: string;
  readonly recordId: string;
  readonly eventId: string;
}

export const anyDelivery: DeliveryFilter = {
  status: '',
  eventType: '',
  period: '',
  from: '',
  to: '',
  companyId: '',
  recordId: '',
  eventId: '',
};

const names = {
  status: 'status',
  eventType: 'type',
  period: 'period',
  from: 'from',
  to: 'to',
  companyId: 'company',
  recordId: 'record',
  eventId: 'event',
} as const satisfies Record<keyof DeliveryFilter, string>;

/** What the address does not say properly counts as not said. */
export function readDeliveryFilter(address: URLSearchParams): DeliveryFilter {
  const read = (member: keyof DeliveryFilter) => address.get(names[member]) ?? '';
  return {
    status: deliveryStatuses.find(status => status === read('status')) ?? '',
    eventType: read('eventType'),
    period: periods.find(period => period === read('period')) ?? '',
    from: timeOrNone(read('from')),
    to: timeOrNone(read('to')),
    companyId: read('companyId'),
    recordId: read('recordId'),
    eventId: read('eventId'),
  };
}

/** The address with this filter; what else stands in it stays. */
export function withDeliveryFilter(address: URLSearchParams, filter: DeliveryFilter): URLSearchParams {
  const changed = new URLSearchParams(address);
  for (const member of members) {
    const value = isUsed(member, filter) ? filter[member].trim() : '';
    if (value === '') changed.delete(names[member]);
    else changed.set(names[member], value);
  }
  return changed;
}

export const isAny = (filter: DeliveryFilter): boolean =>
  members.every(member => !isUsed(member, filter) || filter[member] === '');

const members: readonly (keyof DeliveryFilter)[] = [
  'status',
  'eventType',
  'period',
  'from',
  'to',
  'companyId',
  'recordId',
  'eventId',
];

function isUsed(member: keyof DeliveryFilter, { period, recordId }: DeliveryFilter): boolean {
  if (member === 'from' || member === 'to') return period === 'between';
  return member !== 'companyId' || recordId !== '';
}

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const periodMs = { hour: hourMs, day: dayMs, week: 7 * dayMs, month: 30 * dayMs } as const;

/** Whether "from" is not before "to": no delivery can be created then, and the service refuses to look. */
export const isTurned = ({ period, from, to }: DeliveryFilter): boolean =>
  period === 'between' && from !== '' && to !== '' && Date.parse(from) >= Date.parse(to);

/**
 * What the service is asked for.
 * @param companyIds of the webhook: a record is looked for in the first one unless the filter names another
 */
export function queryOf(
  filter: DeliveryFilter,
  companyIds: readonly string[],
  nowMs: number,
): Omit<ListDeliveriesRequest, 'id' | 'limit' | 'cursor'> {
  const { status, eventType, eventId, recordId } = filter;
  const companyId = filter.companyId === '' ? companyIds[0] : filter.companyId;
  const [from, to] = windowOf(filter, nowMs);
  return {
    ...(status !== '' && { status }),
    ...(eventType !== '' && { eventType }),
    ...(eventId !== '' && { eventId }),
    ...(recordId !== '' && companyId !== undefined && { recordId, companyId }),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
  };
}

function windowOf({ period, from, to }: DeliveryFilter, nowMs: number): readonly [string, string] {
  if (period === '') return ['', ''];
  if (period === 'between') return [from, to];
  return [new Date(nowMs - periodMs[period]).toISOString(), ''];
}

function timeOrNone(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
}

/** The companies that a webhook listens to, each once. */
export const companiesOf = ({ filter }: Pick<Webhook, 'filter'>): readonly string[] => [
  ...new Set(filter.anyOf.flatMap(({ companies }) => companies.map(({ companyId }) => companyId))),
];

/** Names of the event types that a webhook wants, out of those that there are, and those of its filter that there are no more. */
export function wantedTypes(
  { filter }: Pick<Webhook, 'filter'>,
  known: readonly string[],
): readonly string[] {
  const wanted = filter.anyOf.flatMap(({ eventTypes, exceptEventTypes = [] }) => {
    const all = eventTypes.includes('*') ? known : eventTypes;
    return all.filter(name => !exceptEventTypes.includes(name));
  });
  return [...new Set(wanted)];
}
