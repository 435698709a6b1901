/**
 * IP literals as AWS's library reads them: its two shapes are these expressions, its values those of Java's
 * InetAddress, https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/CIDR.java
 */
const IPV4 = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const IPV6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;
/** No literal is longer; the check comes first because most strings in events are not addresses. */
const LONGEST = 64;

/** An address, or a first and a last one, as hexadecimal digits: 8 for IPv4, 32 for IPv6, so that text order is address order. */
export interface AddressRange {
  readonly low: string;
  readonly high: string;
}

/** The address's hexadecimal digits, or undefined when the text is not an IP literal. */
export function parseAddress(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  if (IPV4.test(text)) return parseIpv4(text);
  if (IPV6.test(text)) return parseIpv6(text);
  return undefined;
}

function parseIpv4(text: string): string | undefined {
  if (text.length > 15) return undefined;
  const bytes = text.split('.').map(Number);
  if (bytes.some(byte => byte > 255)) return undefined;
  return bytes.map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function parseIpv6(text: string): string | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map(half => (half === '' ? [] : half.split(':')));
  const given = head.length + tail.length;
  if (halves.length === 2 ? given > 7 : given !== 8) return undefined;
  const groups = [...head, ...Array<string>(8 - given).fill('0'), ...tail];
  // Java counts the value of a group, not its digits: 00001 is 1.
  if (groups.some(group => group === '' || Number.parseInt(group, 16) > 0xffff)) return undefined;
  const digits = groups.map(group => Number.parseInt(group, 16).toString(16).padStart(4, '0')).join('');
  // Java turns an IPv4-mapped address into the IPv4 address.
  return digits.startsWith('00000000000000000000ffff') ? digits.slice(24) : digits;
}

/** The addresses of a CIDR block, or a sentence that says why it is none. Bits beyond the mask are ignored. */
export function parseCidr(text: string): AddressRange | string {
  const parts = text.split('/');
  const [literal = '', mask = ''] = parts;
  if (parts.length !== 2) return "Malformed CIDR, one '/' required";
  if (!/^[0-9]{1,10}$/.test(mask)) return 'Malformed CIDR, mask bits must be an integer';
  const address = parseAddress(literal);
  if (address === undefined) return `Invalid IP address: ${literal}`;
  const bits = address.length * 4;
  if (Number(mask) >= bits) return `${bits === 32 ? 'IPv4' : 'IPv6'} mask bits must be < ${bits}`;
  const hostBits = BigInt(bits - Number(mask));
  const low = (BigInt(`0x${address}`) >> hostBits) << hostBits;
  const high = low | ((1n << hostBits) - 1n);
  return { low: hexadecimal(low, address.length), high: hexadecimal(high, address.length) };
}

function hexadecimal(value: bigint, length: number): string {
  return value.toString(16).padStart(length, '0');
}
