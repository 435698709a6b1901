import { isInput } from '../json-input.ts';
import type { Store } from '../store.ts';
import { kmsError, notFound } from './errors.ts';

/** Where the emulated account is. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** What is stored of a key; times are milliseconds since 1970. */
export interface KeyRecord {
  /** A UUID. */
  readonly id: string;
  /** 32 bytes, base64. */
  readonly material: string;
  readonly description: string;
  /** The key policy, as JSON text. */
  readonly policy: string;
  readonly enabled: boolean;
  /** When the key goes; absent unless its deletion is scheduled. */
  readonly deletionAtMs?: number;
  /** Absent: it is not rotated. */
  readonly rotationPeriodDays?: number;
  readonly createdAtMs: number;
}

/** What is stored of an alias. */
export interface AliasRecord {
  /** With `alias/` before it. */
  readonly name: string;
  readonly keyId: string;
}

const kinds = { key: 'kms.key', alias: 'kms.alias' } as const;
const keyIdPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The keys and aliases of an account; every change is stored before the method returns. */
export class State {
  readonly place: Place;
  readonly #store: Store;
  readonly #now: () => number;
  readonly #keys = new Map<string, KeyRecord>();
  readonly #aliases = new Map<string, AliasRecord>();

  constructor(store: Store, place: Place, now: () => number) {
    this.#store = store;
    this.place = place;
    this.#now = now;
    for (const { value } of store.all(kinds.key)) if (isKeyRecord(value)) this.#keys.set(value.id, value);
    for (const { value } of store.all(kinds.alias)) {
      if (isAliasRecord(value)) this.#aliases.set(value.name, value);
    }
  }

  /** A key by its id; one whose time has come is gone. */
  find(id: string): KeyRecord | undefined {
    const key = this.#keys.get(id);
    if (key?.deletionAtMs === undefined || this.#now() < key.deletionAtMs) return key;
    for (const { name, keyId } of [...this.#aliases.values()]) if (keyId === id) this.deleteAlias(name);
    this.#store.delete(kinds.key, id);
    this.#keys.delete(id);
    return undefined;
  }

  /** @param given id, ARN, alias or alias's ARN of a key. @throws AwsError `NotFoundException` */
  key(given: string): KeyRecord {
    const arnStart = this.arn('');
    const name = given.startsWith(arnStart) ? given.slice(arnStart.length) : given;
    if (name.startsWith('alias/')) {
      const alias = this.#aliases.get(name);
      const key = alias === undefined ? undefined : this.find(alias.keyId);
      if (key === undefined) throw notFound(`Alias ${this.arn(name)} is not found.`);
      return key;
    }
    const isArn = name !== given;
    const id = isArn ? name.replace(/^key\//, '') : name;
    if (!keyIdPattern.test(id)) throw notFound(`Invalid keyId '${given}'`);
    const key = this.find(id);
    if (key === undefined) throw notFound(`Key '${this.arn(`key/${id}`)}' does not exist`);
    return key;
  }

  /** A key that can be used now. @throws AwsError `NotFoundException`, `DisabledException`, `KMSInvalidStateException` */
  usableKey(given: string): KeyRecord {
    const key = this.key(given);
    const arn = this.keyArn(key);
    if (key.deletionAtMs !== undefined) {
      throw kmsError('KMSInvalidStateException', `${arn} is pending deletion.`);
    }
    if (!key.enabled) throw kmsError('DisabledException', `${arn} is disabled.`);
    return key;
  }

  findAlias(name: string): AliasRecord | undefined {
    const alias = this.#aliases.get(name);
    return alias === undefined || this.find(alias.keyId) === undefined ? undefined : alias;
  }

  putKey(record: KeyRecord): void {
    this.#store.put(kinds.key, record.id, record);
    this.#keys.set(record.id, record);
  }

  putAlias(record: AliasRecord): void {
    this.#store.put(kinds.alias, record.name, record);
    this.#aliases.set(record.name, record);
  }

  deleteAlias(name: string): void {
    this.#store.delete(kinds.alias, name);
    this.#aliases.delete(name);
  }

  keyArn({ id }: Pick<KeyRecord, 'id'>): string {
    return this.arn(`key/${id}`);
  }

  arn(resource: string): string {
    return `arn:aws:kms:${this.place.region}:${this.place.accountId}:${resource}`;
  }
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isOptionalNumber = (value: unknown): boolean => value === undefined || typeof value === 'number';

function isKeyRecord(value: unknown): value is KeyRecord {
  return (
    isInput(value) &&
    [value.id, value.material, value.description, value.policy].every(isText) &&
    typeof value.enabled === 'boolean' &&
    typeof value.createdAtMs === 'number' &&
    [value.deletionAtMs, value.rotationPeriodDays].every(isOptionalNumber)
  );
}

function isAliasRecord(value: unknown): value is AliasRecord {
  return isInput(value) && [value.name, value.keyId].every(isText);
}
