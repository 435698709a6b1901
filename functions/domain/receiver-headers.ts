import type { FaultText } from './errors.ts';

/** Most headers of a webhook's own. */
export const maxHeaders = 20;
/** Names and values together. */
const maxTotalBytes = 4_096;
const maxValueLength = 1_024;

/** RFC 9110 §5.1: a field name is a token. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible ASCII with spaces between: RFC 9110 §5.5 without what it allows for the sake of old senders. */
const visible = /^[!-~](?:[ -~]*[!-~])?$/;

interface Reservation {
  /** In lower case; one that ends in `-` stands for every name that begins so. */
  readonly names: readonly string[];
  /** Goes on a sentence that begins with the name. */
  readonly reason: string;
}

/** Headers that a receiver's owner cannot set, and why. */
const reservations: readonly Reservation[] = [
  { names: ['host'], reason: 'is taken from the URL' },
  { names: ['content-'], reason: 'says what the body is, which the format decides' },
  {
    // RFC 9110 §7.6.1 and §10.1: they belong to the connection, and two readers could read two messages out of one.
    names: [
      'connection',
      'expect',
      'http2-settings',
      'keep-alive',
      'proxy-',
      'te',
      'trailer',
      'transfer-encoding',
      'upgrade',
    ],
    reason: 'belongs to the connection, not to the call',
  },
  { names: ['accept-encoding'], reason: 'would let answers come compressed, so that nobody could read them' },
  { names: ['user-agent'], reason: 'says who calls, so that receivers can tell' },
  { names: ['webhook-', 'x-signature', 'ce-'], reason: 'is set by Finehook itself' },
  { names: ['authorization'], reason: 'is set by "auth": use that' },
  { names: ['cookie', 'cookie2', 'set-cookie'], reason: 'is for browsers: use another header, or "auth"' },
  {
    // What a proxy or a browser vouches for, receivers may trust.
    names: ['forwarded', 'sec-', 'via', 'x-forwarded-', 'x-real-ip'],
    reason: 'is what a proxy or a browser vouches for',
  },
  {
    // They open the metadata services of clouds, which answer nobody who does not send them: should the address policy ever
    // fail, this must too.
    names: ['metadata', 'metadata-flavor', 'x-amz-', 'x-amzn-', 'x-aws-', 'x-google-metadata-request'],
    reason: 'is for clouds themselves',
  },
];

function reservedBecause(name: string): string | undefined {
  return reservations.find(({ names }) =>
    names.some(reserved => (reserved.endsWith('-') ? name.startsWith(reserved) : name === reserved)),
  )?.reason;
}

export interface HeaderFault extends FaultText {
  /** As it was given. */
  readonly name: string;
}

const twice: FaultText = { code: 'repeated', detail: 'It is here twice: names of headers have no case.' };

function nameFault(name: string): FaultText | undefined {
  if (!token.test(name)) {
    const detail = 'This is no name of a header: letters, digits and hyphens make one (RFC 9110).';
    return { code: 'bad-header-name', detail };
  }
  const reason = reservedBecause(name.toLowerCase());
  if (reason === undefined) return undefined;
  return { code: 'reserved-header', detail: `${name} cannot be set: it ${reason}.` };
}

function valueFault(value: string): FaultText | undefined {
  if (value.length > maxValueLength) {
    const detail = `Must have at most ${maxValueLength} characters.`;
    return { code: 'too-long', detail, limit: maxValueLength };
  }
  if (visible.test(value)) return undefined;
  return { code: 'not-ascii', detail: 'Must be visible ASCII characters, with spaces only between them.' };
}

/** What is wrong with headers one by one. `null` stands for one that is to be removed. */
export function headerFaults(headers: Readonly<Record<string, string | null>>): HeaderFault[] {
  const faults: HeaderFault[] = [];
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    const fault = seen.has(lower)
      ? twice
      : value === null
        ? undefined
        : (nameFault(name) ?? valueFault(value));
    seen.add(lower);
    if (fault !== undefined) faults.push({ name, ...fault });
  }
  return faults;
}

/** What is wrong with headers that are right one by one. */
export function totalFault(headers: Readonly<Record<string, string>>): FaultText | undefined {
  const entries = Object.entries(headers);
  if (entries.length > maxHeaders) {
    const detail = `There are ${entries.length} headers; at most ${maxHeaders} are possible.`;
    return { code: 'too-many', detail, limit: maxHeaders };
  }
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (bytes <= maxTotalBytes) return undefined;
  const detail = `Names and values have ${bytes} characters together; at most ${maxTotalBytes} are possible.`;
  return { code: 'headers-too-long', detail, limit: maxTotalBytes };
}

/** Names in lower case: they have no case, and so a later patch finds them however it spells them. */
export function withLowerCaseNames<Value>(headers: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
