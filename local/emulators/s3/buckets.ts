import type { Store } from '../store.ts';
import type { Checksum } from './checksums.ts';
import type { Tags } from './tags.ts';

export interface Bucket {
  readonly name: string;
  /** JSON text, as it was put. */
  readonly policy?: string;
}

/** An object but for its bytes. */
export interface ObjectRecord {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** MD5 in hex. */
  readonly etag: string;
  readonly contentType: string;
  /** Header `cache-control`, as it was put. */
  readonly cacheControl?: string;
  readonly modifiedAtMs: number;
  readonly checksum: Checksum;
  /** Headers `x-amz-meta-…`, without the prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Tags;
}

const kinds = { bucket: 's3.bucket', object: 's3.object', bytes: 's3.bytes' } as const;

/** Buckets and their objects: the records in memory, the bytes in the store alone. Every change is stored first. */
export class Buckets {
  readonly #store: Store;
  readonly #buckets = new Map<string, Bucket>();
  readonly #objects = new Map<string, ObjectRecord>();

  constructor(store: Store) {
    this.#store = store;
    for (const { id, value } of store.all(kinds.bucket)) if (isBucket(value)) this.#buckets.set(id, value);
    for (const { id, value } of store.all(kinds.object)) if (isObject(value)) this.#objects.set(id, value);
  }

  find(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  put(bucket: Bucket): void {
    this.#store.put(kinds.bucket, bucket.name, bucket);
    this.#buckets.set(bucket.name, bucket);
  }

  findObject(bucket: string, key: string): ObjectRecord | undefined {
    return this.#objects.get(idOf({ bucket, key }));
  }

  bytesOf(record: ObjectRecord): Buffer {
    const text = this.#store.get(kinds.bytes, idOf(record));
    return Buffer.from(typeof text === 'string' ? text : '', 'base64');
  }

  putObject(record: ObjectRecord, bytes: Buffer): void {
    this.#store.transaction(() => {
      this.#store.put(kinds.object, idOf(record), record);
      this.#store.put(kinds.bytes, idOf(record), bytes.toString('base64'));
    });
    this.#objects.set(idOf(record), record);
  }

  /** The bytes and the time of the last change stay: S3 counts an object's age from when it was put. */
  putTags(record: ObjectRecord, tags: Tags): void {
    const tagged = { ...record, tags };
    this.#store.put(kinds.object, idOf(record), tagged);
    this.#objects.set(idOf(record), tagged);
  }

  deleteObject(record: ObjectRecord): void {
    this.#store.transaction(() => {
      this.#store.delete(kinds.object, idOf(record));
      this.#store.delete(kinds.bytes, idOf(record));
    });
    this.#objects.delete(idOf(record));
  }
}

/** A bucket's name has no slash. */
function idOf({ bucket, key }: { readonly bucket: string; readonly key: string }): string {
  return `${bucket}/${key}`;
}

function hasTexts(value: unknown, ...names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  return names.every(name => typeof members.get(name) === 'string');
}

function isBucket(value: unknown): value is Bucket {
  return hasTexts(value, 'name');
}

function isObject(value: unknown): value is ObjectRecord {
  return hasTexts(value, 'bucket', 'key', 'etag', 'contentType');
}
