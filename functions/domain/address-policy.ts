import type { FaultCode } from './fault-codes.ts';
import { type AddressBytes, contains, type Network, parseAddress, parseNetwork } from './ip-address.ts';
import { isThisMachine, specialMeaning } from './special-networks.ts';

export type AddressVerdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** For who gave the address. */
      readonly reason: string;
      /** What the address is instead of public, without naming it: `loopback`. */
      readonly meaning: string;
    };

/** Why a URL may not be called. */
interface UrlRefusal {
  readonly allowed: false;
  readonly code: FaultCode;
  /** For who gave the URL. */
  readonly reason: string;
}

export type UrlVerdict = { readonly allowed: true; readonly url: URL } | UrlRefusal;

/** AWS_LAMBDA_RUNTIME_API: who calls it answers for the function. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
const runtimeApiPort = 9001;

const httpPort = 80;
const httpsPort = 443;
const firstUserPort = 1024;

/** Ports above 1023 that browsers refuse, https://fetch.spec.whatwg.org/#port-blocking: other protocols live there. */
const badPorts: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
]);

/** `localhost` and every name below it, RFC 6761 §6.3. */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function refuse(code: FaultCode, reason: string): UrlRefusal {
  return { allowed: false, code, reason };
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

  /**
   * @param address an IP address in strict spelling, as the resolver gives it
   * @param port that is to be called there
   */
  checkAddress(address: string, port?: number): AddressVerdict {
    const bytes = parseAddress(address);
    const meaning = bytes === undefined ? 'no IP address' : this.#meaningAgainst(bytes, port);
    if (meaning === undefined) return { allowed: true };
    return { allowed: false, reason: `${address} is not public (${meaning})`, meaning };
  }

  checkUrl(text: string): UrlVerdict {
    if (!URL.canParse(text)) return refuse('not-a-url', 'this is not a URL');
    const url = new URL(text);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      return refuse('not-https', 'the URL must begin with https://');
    if (url.username !== '' || url.password !== '')
      return refuse('url-credentials', 'the URL may not hold user name or password');
    // The URL parser turned every spelling of an IPv4 address into the strict one.
    const host = hostOf(url);
    const bytes = parseAddress(host);
    const refusal =
      bytes === undefined ? this.#againstName(url, host) : this.#againstAddress(url, host, bytes);
    return refusal ?? { allowed: true, url };
  }

  #againstAddress(url: URL, address: string, bytes: AddressBytes): UrlRefusal | undefined {
    const verdict = this.checkAddress(address, portOf(url));
    if (!verdict.allowed) return refuse('not-public', verdict.reason);
    return this.#isOpened(bytes) ? undefined : againstScheme(url);
  }

  #againstName(url: URL, host: string): UrlRefusal | undefined {
    if (isLocalhost(host)) return this.#againstLocalhost(url);
    if (host.endsWith('.')) return refuse('bad-host', 'the host may not end in a dot');
    if (!host.includes('.')) return refuse('not-public', 'the host name has no dot, so it is not public');
    if (host.startsWith('.') || host.includes('..'))
      return refuse('bad-host', 'the host name has an empty part');
    return againstScheme(url);
  }

  /** An address by its definition; any other name is vetted by what it resolves to. */
  #againstLocalhost(url: URL): UrlRefusal | undefined {
    const verdicts = ['127.0.0.1', '::1'].map(address => this.checkAddress(address, portOf(url)));
    const isOpen = verdicts.some(({ allowed }) => allowed);
    return isOpen ? undefined : refuse('not-public', 'localhost is not public (loopback)');
  }

  #meaningAgainst(bytes: AddressBytes, port: number | undefined): string | undefined {
    if (port === runtimeApiPort && isThisMachine(bytes)) return "Lambda's Runtime API";
    const special = specialMeaning(bytes);
    return special?.mayBeOpened === true && this.#isOpened(bytes) ? undefined : special?.meaning;
  }

  #isOpened(bytes: AddressBytes): boolean {
    return this.#allowedNetworks.some(network => contains(network, bytes));
  }
}

function againstScheme(url: URL): UrlRefusal | undefined {
  if (url.protocol !== 'https:') return refuse('not-https', 'the URL must begin with https://');
  const port = portOf(url);
  if (port === httpsPort || (port >= firstUserPort && !badPorts.has(port))) return undefined;
  return refuse('port-not-allowed', `port ${port} is not allowed: use 443 or one from 1024 up`);
}

/** The port that is called, its scheme's own when it names none. */
export function portOf({ protocol, port }: URL): number {
  return port === '' ? (protocol === 'https:' ? httpsPort : httpPort) : Number(port);
}

/** The host as sockets want it: IPv6 without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}
