/** The bytes of an address: 4 of IPv4, 16 of IPv6. */
export type AddressBytes = readonly number[];

/** A range of addresses in CIDR notation: `10.0.0.0/8`, `fc00::/7`. */
export interface Network {
  readonly bytes: AddressBytes;
  readonly prefixLength: number;
}

/** Decimal only and without leading zeros: other spellings mean different addresses to different programs (RFC 6943 §3.1.1). */
const decimalByte = /^(?:0|[1-9]\d{0,2})$/;
const hexGroup = /^[0-9a-f]{1,4}$/i;
const prefixText = /^(?:0|[1-9]\d{0,2})$/;

const groupsOfIpv6 = 8;

function parseIpv4(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => decimalByte.test(part))) return undefined;
  const bytes = parts.map(Number);
  return bytes.every(byte => byte <= 255) ? bytes : undefined;
}

/** Bytes of groups between colons; the last one may be an IPv4 address. An empty text is no group. */
function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (index === groups.length - 1 && group.includes('.')) {
      const tail = parseIpv4(group);
      if (tail === undefined) return undefined;
      bytes.push(...tail);
    } else {
      if (!hexGroup.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    }
  }
  return bytes;
}

/** RFC 4291 §2.2, without zone ids. */
function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [headText, tailText] = halves;
  const head = parseGroups(headText ?? '');
  if (head === undefined) return undefined;
  if (tailText === undefined) return head.length === groupsOfIpv6 * 2 ? head : undefined;
  const tail = parseGroups(tailText);
  if (tail === undefined || headText?.includes('.')) return undefined;
  const missing = groupsOfIpv6 * 2 - head.length - tail.length;
  // `::` stands for at least one group.
  return missing >= 2 ? [...head, ...Array<number>(missing).fill(0), ...tail] : undefined;
}

/** @returns `undefined` for a text that is no IP address in its strict spelling */
export function parseAddress(text: string): AddressBytes | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** @throws RangeError for a text that is no network in CIDR notation */
export function parseNetwork(text: string): Network {
  const [addressText = '', lengthText = '', ...rest] = text.split('/');
  const bytes = parseAddress(addressText);
  const prefixLength = Number(lengthText);
  if (
    bytes === undefined ||
    rest.length > 0 ||
    !prefixText.test(lengthText) ||
    prefixLength > bytes.length * 8
  ) {
    throw new RangeError(`not a network in CIDR notation: ${text}`);
  }
  return { bytes, prefixLength };
}

/** Whether the address is in the network; never across the two versions of IP. */
export function contains({ bytes, prefixLength }: Network, address: AddressBytes): boolean {
  if (bytes.length !== address.length) return false;
  const wholeBytes = prefixLength >> 3;
  for (let i = 0; i < wholeBytes; i++) if (bytes[i] !== address[i]) return false;
  const restBits = prefixLength & 7;
  if (restBits === 0) return true;
  const mask = (0xff << (8 - restBits)) & 0xff;
  return ((bytes[wholeBytes] ?? 0) & mask) === ((address[wholeBytes] ?? 0) & mask);
}
