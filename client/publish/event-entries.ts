import { detailText } from '../../event-contract/event-detail.ts';
import { isObject, parseExactJson } from '../../event-contract/exact-json.ts';
import { reservedSource } from '../../event-contract/reserved-source.ts';
import { parseJson, UsageError } from '../local-run.ts';
import type { EventEntry } from '../publisher/put-events.ts';

/** What every entry gets that does not say it itself. */
export interface EntryDefaults {
  readonly source: string;
  readonly bus: string | undefined;
}

const fullEntryNames = ['Source', 'DetailType', 'Detail', 'EventBusName', 'Time', 'Resources', 'TraceHeader'];
const shortEntryNames = ['type', 'detail', 'source'];

/** Objects of a file or of standard input: one object, an array of them, or one on each line. Numbers stay as they are written. */
export function parseObjects(text: string): unknown[] {
  if (text.trim() === '')
    throw new UsageError('the input is empty: a JSON object, an array or JSON lines are expected');
  try {
    const whole = parseExactJson(text);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    // Not one JSON text: JSON lines, and an error in one of them is told with its number.
  }
  return text
    .split('\n')
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => parseJson(line, `line ${number}`));
}

/** @throws UsageError naming the entry by its index */
export function toEntry(value: unknown, index: number, defaults: EntryDefaults): EventEntry {
  const where = `event ${index}`;
  if (!isObject(value)) throw new UsageError(`${where} is not a JSON object`);
  const isFull = 'DetailType' in value || 'Detail' in value;
  const known = isFull ? fullEntryNames : shortEntryNames;
  const unknownName = Object.keys(value).find(name => !known.includes(name));
  if (unknownName !== undefined) {
    throw new UsageError(`${where} has an unknown member "${unknownName}"; known are ${known.join(', ')}`);
  }
  const source = textOr(isFull ? value.Source : value.source, defaults.source, `${where}: source`);
  const reserved = reservedSource(source);
  if (reserved !== undefined) throw new UsageError(`${where}: ${reserved}`);
  const type = textOr(isFull ? value.DetailType : value.type, '', `${where}: type`);
  if (type === '') throw new UsageError(`${where} has no ${isFull ? '"DetailType"' : '"type"'}`);
  const detail = isFull ? value.Detail : value.detail;
  return {
    Source: source,
    DetailType: type,
    Detail: textOf(detail, where),
    ...(isFull ? furtherMembers(value, where) : {}),
    ...busMember(isFull ? value.EventBusName : undefined, defaults.bus, where),
  };
}

function textOr(value: unknown, fallback: string, what: string): string {
  if (value === undefined) return fallback;
  if (typeof value !== 'string') throw new UsageError(`${what} is not a string`);
  return value;
}

/** A Detail that is text already goes out as it is: a program has written it for PutEvents. An object gets its `changes`. */
function textOf(detail: unknown, where: string): string {
  const parsed = typeof detail === 'string' ? parseJson(detail, `${where}: Detail`) : detail;
  if (!isObject(parsed)) throw new UsageError(`${where} has no detail that is a JSON object`);
  for (const name of ['companyId', 'projectId']) {
    if (typeof parsed[name] !== 'string') {
      throw new UsageError(`${where}: detail needs "${name}" as a string, else no webhook can get it`);
    }
  }
  return typeof detail === 'string' ? detail : detailText(parsed);
}

function busMember(own: unknown, fallback: string | undefined, where: string): { EventBusName?: string } {
  const bus = textOr(own, fallback ?? '', `${where}: EventBusName`);
  return bus === '' ? {} : { EventBusName: bus };
}

function furtherMembers(
  { Time, Resources, TraceHeader }: Readonly<Record<string, unknown>>,
  where: string,
): Pick<EventEntry, 'Time' | 'Resources' | 'TraceHeader'> {
  const time = Time === undefined ? undefined : new Date(textOr(Time, '', `${where}: Time`));
  if (time !== undefined && Number.isNaN(time.getTime()))
    throw new UsageError(`${where}: Time is no RFC 3339 time`);
  if (Resources !== undefined && !Array.isArray(Resources))
    throw new UsageError(`${where}: Resources is no list`);
  const resources: string[] | undefined = Resources?.map((item: unknown) =>
    textOr(item, '', `${where}: Resources`),
  );
  const trace = textOr(TraceHeader, '', `${where}: TraceHeader`);
  return {
    ...(time === undefined ? {} : { Time: time }),
    ...(resources === undefined ? {} : { Resources: resources }),
    ...(trace === '' ? {} : { TraceHeader: trace }),
  };
}
