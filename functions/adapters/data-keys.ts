import { createSecretKey, type KeyObject } from 'node:crypto';
import { ConditionFailedError, type DynamoDb, type Item } from './dynamodb-client.ts';
import type { Kms } from './kms-client.ts';

export interface DataKeysOptions {
  readonly kms: Kms;
  readonly dynamoDb: Pick<DynamoDb, 'getItem' | 'putItem'>;
  readonly webhooksTable: string;
  /** ARN of the KMS key that encrypts the data keys. */
  readonly keyArn: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long a data key is kept in memory: so long, too, goes on what a disabled KMS key should stop. @default 300000 */
  readonly maxAgeMs?: number;
  /** Data keys kept in memory; beyond it the one read longest ago goes. @default 1000 */
  readonly maxEntries?: number;
}

/** A company has no data key: nothing can have been sealed for it, or the key is lost. */
export class NoDataKeyError extends Error {
  override readonly name = 'NoDataKeyError';
}

interface Entry {
  readonly key: Promise<KeyObject>;
  /** `Infinity` while the lookup is under way: everybody who asks meanwhile waits for the same one. */
  expiresAtMs: number;
}

function tableKey(companyId: string): Item {
  return { pk: { S: `DATAKEY#${companyId}` }, sk: { S: 'DATAKEY' } };
}

/** Authenticated by KMS, a condition of the functions' rights, and readable in CloudTrail. */
function encryptionContext(companyId: string): Record<string, string> {
  return { companyId, purpose: 'webhook-credentials' };
}

/** Takes the bytes over: they are wiped. */
function secretKey(bytes: Uint8Array): KeyObject {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** The companies' data keys: each is kept in the webhooks table, encrypted by KMS, and in memory for some minutes. */
export class DataKeys {
  readonly #options: DataKeysOptions;
  readonly #maxAgeMs: number;
  readonly #maxEntries: number;
  readonly #entries = new Map<string, Entry>();

  constructor(options: DataKeysOptions) {
    this.#options = options;
    this.#maxAgeMs = options.maxAgeMs ?? 300_000;
    this.#maxEntries = options.maxEntries ?? 1000;
  }

  /** @throws NoDataKeyError */
  find(companyId: string): Promise<KeyObject> {
    return this.#remembered(companyId, async () => {
      const key = await this.#stored(companyId);
      if (key === undefined) throw new NoDataKeyError(`there is no data key of ${companyId}`);
      return key;
    });
  }

  /** The company's data key; its first is made now. */
  findOrMake(companyId: string): Promise<KeyObject> {
    return this.#remembered(
      companyId,
      async () => (await this.#stored(companyId)) ?? (await this.#make(companyId)),
    );
  }

  #remembered(companyId: string, look: () => Promise<KeyObject>): Promise<KeyObject> {
    const startedAtMs = this.#options.now();
    const known = this.#entries.get(companyId);
    if (known !== undefined && startedAtMs < known.expiresAtMs) return known.key;
    const entry: Entry = { key: look(), expiresAtMs: Number.POSITIVE_INFINITY };
    this.#keep(companyId, entry);
    entry.key.then(
      () => {
        entry.expiresAtMs = startedAtMs + this.#maxAgeMs;
      },
      () => {
        if (this.#entries.get(companyId) === entry) this.#entries.delete(companyId);
      },
    );
    return entry.key;
  }

  #keep(companyId: string, entry: Entry): void {
    // Deleted first, so that a Map's order of insertion is the order of reading.
    this.#entries.delete(companyId);
    this.#entries.set(companyId, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#maxEntries && oldest !== undefined) this.#entries.delete(oldest);
  }

  async #stored(companyId: string): Promise<KeyObject | undefined> {
    const { kms, dynamoDb, webhooksTable, keyArn } = this.#options;
    const { Item } = await dynamoDb.getItem({
      TableName: webhooksTable,
      Key: tableKey(companyId),
      ConsistentRead: true,
    });
    if (Item === undefined) return undefined;
    const plaintext = await kms.decrypt({
      KeyId: keyArn,
      CiphertextBlob: Item.encryptedKey?.B,
      EncryptionContext: encryptionContext(companyId),
    });
    return secretKey(plaintext);
  }

  /** Whoever comes second takes the key of the first. */
  async #make(companyId: string): Promise<KeyObject> {
    const { kms, dynamoDb, webhooksTable, keyArn, now } = this.#options;
    const { Plaintext, CiphertextBlob } = await kms.generateDataKey({
      KeyId: keyArn,
      KeySpec: 'AES_256',
      EncryptionContext: encryptionContext(companyId),
    });
    try {
      await dynamoDb.putItem({
        TableName: webhooksTable,
        Item: {
          ...tableKey(companyId),
          encryptedKey: { B: CiphertextBlob },
          createdAt: { S: new Date(now()).toISOString() },
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      const first = await this.#stored(companyId);
      if (first === undefined) throw error;
      return first;
    }
    return secretKey(Plaintext);
  }
}
