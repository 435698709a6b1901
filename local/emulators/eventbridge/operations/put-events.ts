import { type Input, optionalText } from '../../json-input.ts';
import { invalid } from '../errors.ts';
import { type EventDetail, readDetail, routedEvent } from '../event.ts';
import { objects } from '../input.ts';
import { busNameOf, defaultBusName } from '../names.ts';
import type { Operation, Service } from '../operation.ts';
import type { Bus } from '../state.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const maxRequestBytes = 1_048_576;
const timeBytes = 14;

interface Refusal {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** A checked entry of the request. */
interface Entry {
  readonly bus: Bus;
  readonly source: string;
  readonly detailType: string;
  readonly detail: EventDetail;
  readonly resources: readonly string[];
  readonly timeMs: number;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const putEvents: Operation = async (service, input) => {
  const given = objects(input, 'Entries', 10);
  if (given.reduce((sum, entry) => sum + entryBytes(entry), 0) > maxRequestBytes) {
    throw invalid('Total size of the entries in the request is over the limit.');
  }
  const entries = given.map(entry => {
    const checked = check(service, entry);
    return 'ErrorCode' in checked ? checked : { ...checked, id: service.newId() };
  });
  const accepted = entries.flatMap(entry =>
    'ErrorCode' in entry
      ? []
      : [{ bus: entry.bus, event: routedEvent(entry, service.state.place, service.now()) }],
  );
  await service.router.route(accepted);
  return {
    FailedEntryCount: entries.length - accepted.length,
    Entries: entries.map(entry => ('ErrorCode' in entry ? entry : { EventId: entry.id })),
  };
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function entryBytes(entry: Input): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail].concat(entry.Resources ?? []);
  const bytes = texts.reduce(
    (sum: number, it) => sum + (typeof it === 'string' ? Buffer.byteLength(it) : 0),
    0,
  );
  return bytes + (typeof entry.Time === 'number' ? timeBytes : 0);
}

function check({ state, now }: Service, entry: Input): Entry | Refusal {
  const source = optionalText(entry, 'Source') ?? '';
  const detailType = optionalText(entry, 'DetailType') ?? '';
  const detailText = optionalText(entry, 'Detail') ?? '';
  if (source === '') return missing('Source');
  if (detailType === '') return missing('DetailType');
  if (detailText === '') return missing('Detail');
  // The sources of AWS's own events are kept for AWS.
  if (source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const detail = readDetail(detailText);
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const name = busNameOf(optionalText(entry, 'EventBusName') || defaultBusName);
  const bus = state.findBus(name);
  if (bus === undefined) {
    return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${name} does not exist.` };
  }
  const { Time: time, Resources: resources } = entry;
  const timeMs = typeof time === 'number' ? time * 1000 : now();
  if (Number.isNaN(new Date(timeMs).getTime())) {
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Parameter Time is not valid.' };
  }
  return {
    bus,
    source,
    detailType,
    detail,
    resources: Array.isArray(resources) ? resources.filter(it => typeof it === 'string') : [],
    timeMs,
  };
}

function missing(parameter: string): Refusal {
  return {
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${parameter} is not valid. Reason: ${parameter} is a required argument.`,
  };
}
