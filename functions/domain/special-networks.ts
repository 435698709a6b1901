import { type AddressBytes, contains, type Network, parseNetwork } from './ip-address.ts';

interface SpecialNetwork extends Network {
  readonly meaning: string;
  /** Whether an operator may open it all the same. */
  readonly mayBeOpened: boolean;
}

function special(cidr: string, meaning: string): SpecialNetwork {
  return { ...parseNetwork(cidr), meaning, mayBeOpened: true };
}

/**
 * Not even an operator opens these: where clouds keep credentials and Lambda its own services, and spellings of IPv4
 * addresses in IPv6, which would lead past the rules for those.
 */
function neverOpened(cidr: string, meaning: string): SpecialNetwork {
  return { ...special(cidr, meaning), mayBeOpened: false };
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry: whatever is not globally reachable there. */
const specialIpv4: readonly SpecialNetwork[] = [
  special('0.0.0.0/8', 'this network'),
  special('10.0.0.0/8', 'private'),
  special('100.64.0.0/10', 'shared address space'),
  special('127.0.0.0/8', 'loopback'),
  neverOpened('169.254.0.0/16', 'link-local'),
  special('172.16.0.0/12', 'private'),
  special('192.0.0.0/24', 'protocol assignments'),
  special('192.0.2.0/24', 'documentation'),
  special('192.88.99.0/24', '6to4 relay'),
  special('192.168.0.0/16', 'private'),
  special('198.18.0.0/15', 'benchmarking'),
  special('198.51.100.0/24', 'documentation'),
  special('203.0.113.0/24', 'documentation'),
  special('224.0.0.0/4', 'multicast'),
  special('240.0.0.0/4', 'reserved'),
];

/** https://www.iana.org/assignments/iana-ipv6-special-registry; the first that fits tells what an address is. */
const specialIpv6: readonly SpecialNetwork[] = [
  special('::1/128', 'loopback'),
  special('::/128', 'unspecified'),
  neverOpened('::/96', 'IPv4-compatible'),
  neverOpened('::ffff:0:0/96', 'IPv4-mapped'),
  neverOpened('::ffff:0:0:0/96', 'IPv4-translated'),
  neverOpened('64:ff9b::/96', 'NAT64'),
  neverOpened('64:ff9b:1::/48', 'NAT64'),
  neverOpened('2001::/32', 'Teredo'),
  special('2001::/23', 'protocol assignments'),
  special('2001:db8::/32', 'documentation'),
  neverOpened('2002::/16', '6to4'),
  special('3fff::/20', 'documentation'),
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
  neverOpened('fd00:ec2::/32', 'instance metadata'),
  special('fc00::/7', 'unique local'),
  neverOpened('fe80::/10', 'link-local'),
  special('fec0::/10', 'site-local'),
  special('ff00::/8', 'multicast'),
];

/** Global unicast, RFC 3587 §3. */
const globalUnicastIpv6 = parseNetwork('2000::/3');

/** An IPv4 address inside of the interface identifier, RFC 5214 §6.1. */
function isIsatap(bytes: AddressBytes): boolean {
  return ((bytes[8] ?? 0) & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
}

export type SpecialMeaning = Pick<SpecialNetwork, 'meaning' | 'mayBeOpened'>;

/** @returns `undefined` for an address of global unicast */
export function specialMeaning(bytes: AddressBytes): SpecialMeaning | undefined {
  if (bytes.length === 4) return specialIpv4.find(network => contains(network, bytes));
  if (isIsatap(bytes)) return { meaning: 'ISATAP', mayBeOpened: false };
  const network = specialIpv6.find(one => contains(one, bytes));
  if (network !== undefined || contains(globalUnicastIpv6, bytes)) return network;
  return { meaning: 'not global unicast', mayBeOpened: true };
}

const loopback = ['127.0.0.0/8', '::1/128'].map(parseNetwork);
/** Systems connect these to themselves. */
const unspecified = ['0.0.0.0/8', '::/128'].map(parseNetwork);

/** Whether a connection to this address stays on this machine. */
export function isThisMachine(bytes: AddressBytes): boolean {
  return [...loopback, ...unspecified].some(network => contains(network, bytes));
}
