import { isInput } from '../iam/request.ts';
import type { Store } from '../store.ts';
import { domainOf, withoutLabel } from './address.ts';

/** An address or a domain that may send. */
export interface Identity {
  readonly name: string;
  /** Used for its mails unless they name another. */
  readonly configurationSet?: string;
}

export type SuppressionReason = 'BOUNCE' | 'COMPLAINT';

export interface ConfigurationSet {
  readonly name: string;
  /** Recipients that are on the suppression list for one of these get nothing; without it, the account's reasons count. */
  readonly suppressedReasons?: readonly string[];
}

/** An address on the account's suppression list. */
export interface Suppressed {
  readonly address: string;
  readonly reason: SuppressionReason;
  readonly updatedAtMs: number;
}

const kinds = {
  identity: 'ses.identity',
  set: 'ses.configuration-set',
  suppressed: 'ses.suppressed',
} as const;

/** What a new account suppresses: https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html */
const accountReasons: readonly string[] = ['BOUNCE', 'COMPLAINT'];

/** Identities, configuration sets and the suppression list of an account; every change is stored before the method returns. */
export class State {
  readonly #store: Store;
  readonly #identities = new Map<string, Identity>();
  readonly #sets = new Map<string, ConfigurationSet>();
  readonly #suppressed = new Map<string, Suppressed>();

  constructor(store: Store) {
    this.#store = store;
    for (const { value } of store.all(kinds.identity))
      if (isNamed(value)) this.#identities.set(value.name, value);
    for (const { value } of store.all(kinds.set)) if (isNamed(value)) this.#sets.set(value.name, value);
    for (const { id, value } of store.all(kinds.suppressed))
      if (isSuppressed(value)) this.#suppressed.set(id, value);
  }

  identity(name: string): Identity | undefined {
    return this.#identities.get(name.toLowerCase());
  }

  putIdentity(identity: Identity): void {
    const name = identity.name.toLowerCase();
    this.#identities.set(name, identity);
    this.#store.put(kinds.identity, name, identity);
  }

  /** The identity that lets an address send: itself, its domain, or a domain above that. */
  identityFor(address: string): Identity | undefined {
    const labels = domainOf(address).split('.');
    const domains = labels.map((_, index) => labels.slice(index).join('.'));
    for (const name of [address, withoutLabel(address), ...domains]) {
      const identity = this.identity(name);
      if (identity !== undefined) return identity;
    }
    return undefined;
  }

  configurationSet(name: string): ConfigurationSet | undefined {
    return this.#sets.get(name);
  }

  putConfigurationSet(set: ConfigurationSet): void {
    this.#sets.set(set.name, set);
    this.#store.put(kinds.set, set.name, set);
  }

  suppressed(address: string): Suppressed | undefined {
    return this.#suppressed.get(address.toLowerCase());
  }

  putSuppressed(suppressed: Suppressed): void {
    const id = suppressed.address.toLowerCase();
    this.#suppressed.set(id, suppressed);
    this.#store.put(kinds.suppressed, id, suppressed);
  }

  /** @returns whether the address was on the list */
  deleteSuppressed(address: string): boolean {
    const id = address.toLowerCase();
    this.#store.delete(kinds.suppressed, id);
    return this.#suppressed.delete(id);
  }

  /** Whether a recipient gets nothing of mails with a configuration set. */
  suppresses(address: string, set: ConfigurationSet | undefined): boolean {
    const reason = this.suppressed(address)?.reason;
    return reason !== undefined && (set?.suppressedReasons ?? accountReasons).includes(reason);
  }
}

function isNamed(value: unknown): value is Identity & ConfigurationSet {
  return isInput(value) && typeof value.name === 'string';
}

function isSuppressed(value: unknown): value is Suppressed {
  return isInput(value) && [value.address, value.reason].every(it => typeof it === 'string');
}
