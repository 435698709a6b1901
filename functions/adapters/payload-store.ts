import type { Delivery, StoredDelivery } from '../domain/delivery.ts';
import type { Log } from '../domain/ports.ts';
import { WireBytes } from './attribute-wire.ts';
import type { Item } from './dynamodb-client.ts';
import { compressed, decompressed } from './event-payload.ts';
import { optionalText } from './item-fields.ts';
import type { S3Bucket, Tag } from './s3-client.ts';

/**
 * From here on an object costs less than the item's write units, and a query, which reads items whole whatever it asks for, a
 * megabyte a page, still sees some sixty records at once (docs/decisions/payloads.md).
 */
export const maxPayloadBytes = 16_000;

/** Attribute with the compressed event, and attribute with the key of the object that holds it instead. */
const payloadName = 'payload';
const payloadKeyName = 'payloadKey';

/** What the bucket's lifecycle rule looks for (`lib/payload-bucket.ts`). */
export const endedTag: Tag = { name: 'delivery', value: 'ended' };

/** Which deliveries keep their event: `undelivered` are all but those that were delivered. */
export type KeepPayloads = 'all' | 'undelivered';

export interface PayloadStoreOptions {
  readonly bucket: S3Bucket;
  /** @default 'all' */
  readonly keep?: KeepPayloads;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * The events of deliveries: in the delivery's own item, or, too large for it, in S3. An object is put before the item that
 * holds its key, and marked as ended only after the item says that the delivery has ended: so a delivery that waits
 * never points at an object that is missing or may expire. A run has an object of its own: whoever marks that of one run
 * late, after a crash say, marks nothing that a later run waits with.
 */
export class PayloadStore {
  readonly #bucket: S3Bucket;
  readonly #keep: KeepPayloads;
  readonly #log: Pick<Log, 'warn'>;

  constructor({ bucket, keep = 'all', log }: PayloadStoreOptions) {
    this.#bucket = bucket;
    this.#keep = keep;
    this.#log = log;
  }

  /**
   * Puts the event where it belongs.
   * @returns attributes for the delivery's item, which is to be written next
   * @throws AwsCallError when the object could not be put
   */
  async put({ delivery, eventText }: StoredDelivery): Promise<Item> {
    if (!this.#isKept(delivery)) return {};
    const bytes = compressed(eventText);
    if (bytes.length <= maxPayloadBytes) return { [payloadName]: { B: new WireBytes(bytes) } };
    const key = objectKeyOf(delivery);
    await this.#bucket.put(key, bytes);
    return { [payloadKeyName]: { S: key } };
  }

  /** @returns `undefined` when the item has no event, its object is gone, or what is there cannot be decompressed */
  async eventTextOf(item: Item): Promise<string | undefined> {
    const inItem = item[payloadName]?.B;
    if (inItem !== undefined) return decompressed(inItem);
    const key = optionalText(item, payloadKeyName);
    const bytes = key === undefined ? undefined : await this.#bucket.get(key);
    return bytes === undefined ? undefined : decompressed(bytes);
  }

  /** The item, as it is stored now, says that its delivery has ended: from now on its object may expire. Never rejects. */
  async letExpire(item: Item | undefined): Promise<void> {
    const key = item === undefined ? undefined : optionalText(item, payloadKeyName);
    if (key === undefined) return;
    await this.#tidyUp(key, 'tagged', () => this.#bucket.tag(key, endedTag));
  }

  /** A delivered record is stored without its event: the object with which the delivery may have waited goes. Never rejects. */
  async drop({ delivery, eventText }: StoredDelivery): Promise<void> {
    if (this.#isKept(delivery) || Buffer.byteLength(eventText) <= maxPayloadBytes) return;
    const key = objectKeyOf(delivery);
    await this.#tidyUp(key, 'deleted', () => this.#bucket.delete(key));
  }

  #isKept({ status }: Delivery): boolean {
    return this.#keep === 'all' || status !== 'delivered';
  }

  /** What is durable stays so whatever becomes of this: the object is left over, and nothing is lost. */
  async #tidyUp(key: string, what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#log.warn(`an object could not be ${what}: it stays until somebody deletes it`, { key, error });
    }
  }
}

function objectKeyOf({ webhookId, id, run }: Delivery): string {
  return `${webhookId}/${id}/${run}`;
}
