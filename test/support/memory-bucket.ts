import type { S3Bucket, Tag } from '../../functions/adapters/s3-client.ts';

/** Objects in memory. */
export class MemoryBucket implements S3Bucket {
  readonly objects = new Map<string, Buffer>();
  readonly tags = new Map<string, Tag>();
  /** Each call in order, as `<method> <key>`. */
  readonly calls: string[] = [];
  /** Runs before a method does its work; may throw. */
  before: (method: keyof S3Bucket, key: string) => void = () => {};

  #begin(method: keyof S3Bucket, key: string): void {
    this.calls.push(`${method} ${key}`);
    this.before(method, key);
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    this.#begin('put', key);
    this.objects.set(key, bytes);
    this.tags.delete(key);
  }

  async get(key: string): Promise<Buffer | undefined> {
    this.#begin('get', key);
    return this.objects.get(key);
  }

  async tag(key: string, tag: Tag): Promise<void> {
    this.#begin('tag', key);
    if (!this.objects.has(key)) throw new Error(`there is no object ${key}`);
    this.tags.set(key, tag);
  }

  async delete(key: string): Promise<void> {
    this.#begin('delete', key);
    this.objects.delete(key);
    this.tags.delete(key);
  }
}
