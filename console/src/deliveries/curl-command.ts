import type { DeliveryRequest, Event } from '../../../client/api/client.ts';
import { visibleJson } from './visible-json.ts';

/** RFC 3339 §5.6 `date-time`, as the service takes it for the time of an event. */
const dateTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** What a receiver gets of an event in the format `standard`. */
export function standardBody({ type, time, data }: Pick<Event, 'type' | 'time' | 'data'>): string {
  const { occurredAt } = data;
  const timestamp = typeof occurredAt === 'string' && dateTime.test(occurredAt) ? occurredAt : time;
  return JSON.stringify({ type, timestamp, data });
}

/** One word of a POSIX shell: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
export const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Linux takes no longer argument: MAX_ARG_STRLEN, https://man7.org/linux/man-pages/man2/execve.2.html */
const longestArgument = 120_000;
const bodyEnd = 'END_OF_BODY';

interface StandardInput {
  readonly url: string;
  /** Goes as `webhook-id`, by which receivers drop what they have had. */
  readonly deliveryId: string;
  readonly event: Pick<Event, 'type' | 'time' | 'data'>;
}

/** What stands for a delivery's request when that cannot be had: the format `standard`, without a signature. */
export function standardRequest({ url, deliveryId, event }: StandardInput): DeliveryRequest {
  const headers = { 'content-type': 'application/json', 'webhook-id': deliveryId };
  return { url, headers, body: standardBody(event) };
}

/**
 * A command for a shell that posts the body to the URL. For values that are not shown stand their names, in `<>`. Nothing of
 * the request is anything but text to that shell.
 */
export function curlCommand(request: DeliveryRequest): string {
  const { url } = request;
  const body = visibleJson(request.body);
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value ?? `<${name}>`}`);
  const start = ['curl', '--include', '--globoff', ...headers.map(header => `--header ${shellWord(header)}`)];
  const target = `--url ${shellWord(url)}`;
  const word = shellWord(body);
  if (new TextEncoder().encode(word).length <= longestArgument) {
    return [...start, `--data-raw ${word}`, target].join(' \\\n  ');
  }
  // The body is JSON, of which this line cannot be one.
  return `${[...start, '--data-binary @-', target].join(' \\\n  ')} <<'${bodyEnd}'\n${body}\n${bodyEnd}`;
}
