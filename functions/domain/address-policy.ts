import { type AddressBytes, contains, type Network, parseAddress, parseNetwork } from './ip-address.ts';

export type AddressVerdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** For who gave the address. */
      readonly reason: string;
      /** What the address is instead of public, without naming it: `loopback`. */
      readonly meaning: string;
    };

export type UrlVerdict =
  | { readonly allowed: true; readonly url: URL }
  | { readonly allowed: false; readonly reason: string };

interface SpecialNetwork extends Network {
  readonly meaning: string;
}

function special(cidr: string, meaning: string): SpecialNetwork {
  return { ...parseNetwork(cidr), meaning };
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry: whatever is not globally reachable there. */
const specialIpv4: readonly SpecialNetwork[] = [
  special('0.0.0.0/8', 'this network'),
  special('10.0.0.0/8', 'private'),
  special('100.64.0.0/10', 'shared address space'),
  special('127.0.0.0/8', 'loopback'),
  special('169.254.0.0/16', 'link-local'),
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

/** Global unicast, RFC 3587 §3: everything else of IPv6, with mapped, compatible, translated and NAT64 addresses, is blocked. */
const globalUnicastIpv6 = parseNetwork('2000::/3');

/** https://www.iana.org/assignments/iana-ipv6-special-registry, inside of 2000::/3. */
const specialIpv6: readonly SpecialNetwork[] = [
  special('2001::/23', 'protocol assignments, Teredo with them'),
  special('2001:db8::/32', 'documentation'),
  special('2002::/16', '6to4'),
  special('3fff::/20', 'documentation'),
];

const loopbackIpv4 = [127, 0, 0, 1];
const loopbackIpv6 = [...Array<number>(15).fill(0), 1];

const httpsPort = 443;
const firstUserPort = 1024;

/** Ports above 1023 that browsers refuse, https://fetch.spec.whatwg.org/#port-blocking: other protocols live there. */
const badPorts: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
]);

/** An IPv4 address inside of the interface identifier, RFC 5214 §6.1. */
function isIsatap(bytes: AddressBytes): boolean {
  return ((bytes[8] ?? 0) & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
}

function specialMeaning(bytes: AddressBytes): string | undefined {
  if (bytes.length === 4) return specialIpv4.find(network => contains(network, bytes))?.meaning;
  if (!contains(globalUnicastIpv6, bytes)) return 'not global unicast';
  return (
    specialIpv6.find(network => contains(network, bytes))?.meaning ?? (isIsatap(bytes) ? 'ISATAP' : undefined)
  );
}

/** `localhost` and every name below it, RFC 6761 §6.3. */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function refuse(reason: string): { readonly allowed: false; readonly reason: string } {
  return { allowed: false, reason };
}

/**
 * Which addresses and URLs may be called: addresses of global unicast by https, and whatever the operator opened.
 * A URL is checked when it is set, for a helpful error, and its address at each connection, for safety.
 */
export class AddressPolicy {
  readonly #allowedNetworks: readonly Network[];

  /**
   * @param allowedNetworks CIDRs that are open in spite of the rules, to plain http by address and on any port too
   * @throws RangeError for a text that is no CIDR
   */
  constructor(allowedNetworks: readonly string[] = []) {
    this.#allowedNetworks = allowedNetworks.map(parseNetwork);
  }

  /** @param address an IP address in strict spelling, as the resolver gives it */
  checkAddress(address: string): AddressVerdict {
    const bytes = parseAddress(address);
    if (bytes !== undefined && this.#isOpened(bytes)) return { allowed: true };
    const meaning = bytes === undefined ? 'no IP address' : specialMeaning(bytes);
    if (meaning === undefined) return { allowed: true };
    return { allowed: false, reason: `${address} is not public (${meaning})`, meaning };
  }

  checkUrl(text: string): UrlVerdict {
    if (!URL.canParse(text)) return refuse('this is not a URL');
    const url = new URL(text);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      return refuse('the URL must begin with https://');
    if (url.username !== '' || url.password !== '')
      return refuse('the URL may not hold user name or password');
    // The URL parser turned every spelling of an IPv4 address into the strict one.
    const host = hostOf(url);
    const bytes = parseAddress(host);
    const opened = bytes === undefined ? this.#opensName(host) : this.#isOpened(bytes);
    const reason = opened ? undefined : this.#reasonAgainst(url, host, bytes !== undefined);
    return reason === undefined ? { allowed: true, url } : refuse(reason);
  }

  #reasonAgainst(url: URL, host: string, isLiteral: boolean): string | undefined {
    if (url.protocol !== 'https:') return 'the URL must begin with https://';
    if (isLiteral) {
      const verdict = this.checkAddress(host);
      if (!verdict.allowed) return verdict.reason;
    } else {
      if (host.endsWith('.')) return 'the host may not end in a dot';
      if (isLocalhost(host)) return 'localhost is not public (loopback)';
      if (!host.includes('.')) return 'the host name has no dot, so it is not public';
    }
    const port = url.port === '' ? httpsPort : Number(url.port);
    if (port === httpsPort || (port >= firstUserPort && !badPorts.has(port))) return undefined;
    return `port ${port} is not allowed: use 443 or one from 1024 up`;
  }

  /** Of names only `localhost`, which is an address by its definition; any other is vetted by what it resolves to. */
  #opensName(host: string): boolean {
    return isLocalhost(host) && (this.#isOpened(loopbackIpv4) || this.#isOpened(loopbackIpv6));
  }

  #isOpened(bytes: AddressBytes): boolean {
    return this.#allowedNetworks.some(network => contains(network, bytes));
  }
}

/** The host as sockets want it: IPv6 without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}
