import { optionalText } from '../../json-input.ts';
import { eventBridgeError, invalid, limitExceeded } from '../errors.ts';
import { tags } from '../input.ts';
import { busArn, busName, defaultBusName, newBusName, type Place } from '../names.ts';
import type { Operation } from '../operation.ts';
import { page } from '../paging.ts';
import type { BusRecord } from '../state.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const createEventBus: Operation = ({ state, limits, now }, input) => {
  const name = newBusName(input);
  // A slash is kept for the buses of partners.
  if (name.includes('/')) throw invalid("Event bus name must not contain '/'.");
  for (const member of ['EventSourceName', 'DeadLetterConfig', 'KmsKeyIdentifier', 'LogConfig']) {
    if (input[member] !== undefined && input[member] !== null) {
      throw invalid(`${member} of an event bus is not emulated.`);
    }
  }
  if (state.findBus(name) !== undefined) {
    throw eventBridgeError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
  }
  if (state.buses.length >= limits.buses)
    throw limitExceeded(`An account has at most ${limits.buses} buses.`);
  const description = optionalText(input, 'Description', { maxLength: 512 });
  const createdAtMs = now();
  state.putBus({
    name,
    createdAtMs,
    modifiedAtMs: createdAtMs,
    ...(description === undefined ? {} : { description }),
    tags: Object.fromEntries(tags(input)),
  });
  return { EventBusArn: busArn(state.place, name), Description: description };
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export const describeEventBus: Operation = ({ state }, input) => {
  return shown(state.bus(busName(input, 'Name')).record, state.place);
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const listEventBuses: Operation = ({ state }, input) => {
  const prefix = optionalText(input, 'NamePrefix', { minLength: 1, maxLength: 256 }) ?? '';
  const records = state.buses.map(bus => bus.record).filter(({ name }) => name.startsWith(prefix));
  const { items, NextToken } = page(input, records, record => record.name);
  return { EventBuses: items.map(record => shown(record, state.place)), NextToken };
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export const deleteEventBus: Operation = ({ state }, input) => {
  const name = busName(input, 'Name');
  if (name === defaultBusName) throw invalid('Cannot delete event bus default.');
  // Deleting what is not there succeeds.
  const bus = state.findBus(name);
  if (bus === undefined) return {};
  if (bus.rules.size > 0) throw invalid("Event bus can't be deleted since it has rules.");
  state.deleteBus(name);
  return {};
};

function shown(record: BusRecord, place: Place): unknown {
  return {
    Arn: busArn(place, record.name),
    Name: record.name,
    Description: record.description,
    Policy: record.policy,
    CreationTime: record.createdAtMs / 1000,
    LastModifiedTime: record.modifiedAtMs / 1000,
  };
}
