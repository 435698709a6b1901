import { isObject, type JsonObject } from '../../event-contract/exact-json.ts';
import { UsageError } from '../local-run.ts';
import type { Values } from './command.ts';
import { objectOf, readObject } from './input.ts';
import { list, many, optional } from './options.ts';
import type { Surroundings } from './surroundings.ts';

const fileOption = optional('file', 'FILE', 'all of it as the API takes it, as JSON; "-" for standard input');
const nameOption = optional('name', 'NAME', 'what people recognise the webhook by');
const receiverOption = optional('receiver', 'URL', 'the URL that is called');
const eventsOption = optional(
  'events',
  'LIST',
  "event types, separated by commas, or '*' for every one",
  list,
);
const inOption = many(
  'in',
  'COMPANY:PROJECTS',
  "a company, and projects of it by comma, or '*' for all of them",
);
const filterOption = optional('filter', 'JSON', 'the whole filter instead of --events and --in, or @FILE');
const formatOption = optional('format', 'FORMAT', 'what the calls carry (default: what the URL suggests)');
const optionsOption = optional('options', 'JSON', 'such as {"callsPerSecond":5}, or @FILE');

/** What a filter is said by. */
export const filterOptions = [eventsOption, inOption, filterOption];

/** Of the commands that say what a webhook is to be. */
export const setupOptions = [
  nameOption,
  receiverOption,
  ...filterOptions,
  formatOption,
  optionsOption,
  fileOption,
];

/** @returns the members that were given, as the API takes them @throws UsageError */
export async function webhookInput(values: Values, world: Surroundings): Promise<JsonObject> {
  const members = await membersOf(values, world);
  const file = values.get(fileOption);
  if (file === undefined) return members;
  const given = Object.keys(members);
  if (given.length > 0)
    throw new UsageError(`--file says everything: leave out what sets ${given.join(', ')}`);
  return readObject(file, world);
}

async function membersOf(values: Values, world: Surroundings): Promise<JsonObject> {
  const { get } = values;
  const name = get(nameOption);
  const url = get(receiverOption);
  const filter = await filterOf(values, world);
  const format = get(formatOption);
  const options = get(optionsOption);
  return {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url }),
    ...(filter === undefined ? {} : { filter }),
    ...(format === undefined ? {} : { format }),
    ...(options === undefined ? {} : { options: await objectOf(options, '--options', world) }),
  };
}

/** @returns `undefined` when none was given @throws UsageError */
export async function filterOf({ get }: Values, world: Surroundings): Promise<JsonObject | undefined> {
  const [eventTypes, places, filter] = [get(eventsOption), get(inOption), get(filterOption)];
  if (filter !== undefined) {
    if (eventTypes !== undefined || places.length > 0) {
      throw new UsageError('--filter says everything: leave --events and --in out');
    }
    return objectOf(filter, '--filter', world);
  }
  if (eventTypes === undefined && places.length === 0) return undefined;
  if (eventTypes === undefined || places.length === 0) {
    throw new UsageError("--events and --in belong together: which events, and where? '*' says all");
  }
  return { anyOf: [{ eventTypes, companies: places.map(placeOf) }] };
}

/** The first colon divides: a company whose id has one needs `--filter`. */
function placeOf(text: string): JsonObject {
  const colon = text.indexOf(':');
  const projects = text.slice(colon + 1);
  if (colon < 1 || projects === '') {
    throw new UsageError(`--in ${text}: write COMPANY:PROJECT,PROJECT, or COMPANY:* for all projects`);
  }
  return {
    companyId: text.slice(0, colon),
    projectIds: projects === '*' ? '*' : list(projects, `--in ${text}`),
  };
}

/** What a creation cannot be without. @throws UsageError */
export function checkWhole(input: JsonObject): void {
  const flags: Readonly<Record<string, string>> = { name: '--name', url: '--receiver', filter: '--events' };
  const missing = Object.entries(flags).filter(([member]) => input[member] === undefined);
  if (missing.length === 0) return;
  throw new UsageError(`${missing.map(([, option]) => option).join(', ')} missing, or --file; see --help`);
}

/** A test's event of one's own. @throws UsageError */
export function eventOf(value: JsonObject): { type: string; data: JsonObject } {
  const { type, data } = value;
  if (typeof type === 'string' && isObject(data)) return { type, data };
  throw new UsageError('--event is {"type":"…","data":{…}}');
}
