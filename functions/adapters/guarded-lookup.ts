import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type AddressPolicy, isLocalhost } from '../domain/address-policy.ts';
import { CallFailedError, codeOf } from './call-failed-error.ts';
import { errorDetail } from './error-detail.ts';

/** A record of DNS: address and time to live in seconds. */
export interface AddressRecord {
  readonly address: string;
  readonly ttl: number;
}

/** Asks DNS; rejects when there is no such record. */
export interface AddressResolver {
  resolve4(host: string): Promise<readonly AddressRecord[]>;
  resolve6(host: string): Promise<readonly AddressRecord[]>;
}

const minTtlMs = 1000;
const maxTtlMs = 60_000;
const maxNames = 1000;
/** More are vetted, but neither kept nor tried. */
const maxAddresses = 16;

const loopback: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

export interface GuardedLookupOptions {
  readonly policy: AddressPolicy;
  readonly resolver: AddressResolver;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** `lookup` of sockets that gives vetted addresses only: the connection goes to the address that was checked. */
export class GuardedLookup {
  readonly #options: GuardedLookupOptions;
  readonly #known = new Map<
    string,
    { readonly addresses: readonly LookupAddress[]; readonly untilMs: number }
  >();
  readonly #asked = new Map<string, Promise<readonly LookupAddress[]>>();

  constructor(options: GuardedLookupOptions) {
    this.#options = options;
  }

  /** @param port that sockets connect to at the addresses they are given */
  lookupFor(port: number): LookupFunction {
    const { policy } = this.#options;
    return (hostname, options, callback) => {
      this.addressesOf(hostname).then(
        all => {
          const verdicts = all.map(({ address }) => policy.checkAddress(address, port));
          const refused = verdicts.find(({ allowed }) => !allowed);
          if (refused?.allowed === false) return callback(blocked(refused.meaning), '');
          const wanted = all.filter(({ family }) => !options.family || options.family === family);
          const [first] = wanted;
          if (first === undefined) callback(noAddress(), '');
          else if (options.all) callback(null, [...wanted]);
          else callback(null, first.address, first.family);
        },
        (error: Error) => callback(error, ''),
      );
    };
  }

  /** @throws CallFailedError `dns`, or `address-blocked` when any address of the name is not allowed */
  addressesOf(host: string): Promise<readonly LookupAddress[]> {
    if (isLocalhost(host)) return this.#loopback();
    const known = this.#known.get(host);
    if (known !== undefined && known.untilMs > this.#options.now()) return Promise.resolve(known.addresses);
    const asked = this.#asked.get(host);
    if (asked !== undefined) return asked;
    const answer = this.#resolve(host).finally(() => this.#asked.delete(host));
    this.#asked.set(host, answer);
    return answer;
  }

  /** DNS does not know the name `localhost`: RFC 6761 §6.3. */
  async #loopback(): Promise<readonly LookupAddress[]> {
    const allowed = loopback.filter(({ address }) => this.#options.policy.checkAddress(address).allowed);
    if (allowed.length === 0)
      throw new CallFailedError('address-blocked', 'localhost is not public (loopback)');
    return allowed;
  }

  async #resolve(host: string): Promise<readonly LookupAddress[]> {
    const { resolver, policy, now } = this.#options;
    // Lambda outside of a VPC has no IPv6: AAAA records only for a name that has no A record.
    const records4 = await resolver.resolve4(host).catch(noRecords);
    const family = records4.length > 0 ? 4 : 6;
    const records = family === 4 ? records4 : await resolver.resolve6(host).catch(notResolved);
    if (records.length === 0) throw noAddress();
    for (const { address } of records) {
      const verdict = policy.checkAddress(address);
      if (!verdict.allowed) throw blocked(verdict.meaning);
    }
    const addresses = records.slice(0, maxAddresses).map(({ address }) => ({ address, family }));
    const ttlMs = Math.min(...records.map(({ ttl }) => ttl)) * 1000;
    this.#remember(host, addresses, now() + Math.min(maxTtlMs, Math.max(minTtlMs, ttlMs)));
    return addresses;
  }

  #remember(host: string, addresses: readonly LookupAddress[], untilMs: number): void {
    this.#known.delete(host);
    this.#known.set(host, { addresses, untilMs });
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxNames && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** DNS answered that there is nothing; no answer is another matter. */
const nothingThere: ReadonlySet<string | undefined> = new Set(['ENODATA', 'ENOTFOUND']);

function noRecords(error: Error): readonly AddressRecord[] {
  return nothingThere.has(codeOf(error)) ? [] : notResolved(error);
}

function notResolved(cause: Error): never {
  const error = new CallFailedError('dns', errorDetail('dns', codeOf(cause)));
  error.cause = cause;
  throw error;
}

function noAddress(): CallFailedError {
  return new CallFailedError('dns', 'the host name has no address');
}

function blocked(meaning: string): CallFailedError {
  const detail = `the host name resolves to an address that is not public (${meaning})`;
  return new CallFailedError('address-blocked', detail);
}
