import * as z from 'zod/mini';
import { nextSlot, type OpenCalls, openOneMore } from '../domain/call-pace.ts';
import type { CallPermits, CallSlot } from '../domain/call-permit-ports.ts';
import { fullJitterMs, realTiming, type Timing } from './backoff.ts';
import { ConditionFailedError, type DynamoDb, type Item } from './dynamodb-client.ts';
import { dayMs, optionalNumber, optionalText, ttlAfter, ttlName } from './item-fields.ts';

const maxTries = 12;
const openSchema = z.record(z.string(), z.number());

export interface DynamoDbCallPermitsOptions {
  readonly dynamoDb: Pick<DynamoDb, 'getItem' | 'updateItem'>;
  readonly webhooksTable: string;
  /** A new text at each call. */
  readonly newCallId: () => string;
  readonly timing?: Timing;
}

function paceKey(webhookId: string): Item {
  return { pk: { S: `WEBHOOK#${webhookId}` }, sk: { S: 'PACE' } };
}

function callsIn(item: Item | undefined): { text: string | undefined; open: OpenCalls } {
  const text = item === undefined ? undefined : optionalText(item, 'openCalls');
  return { text, open: openSchema.parse(JSON.parse(text ?? '{}')) };
}

/** CallPermits in an item beside the webhook, changed on the condition that it is still as it was read. */
export class DynamoDbCallPermits implements CallPermits {
  readonly #options: DynamoDbCallPermitsOptions;
  readonly #timing: Timing;

  constructor(options: DynamoDbCallPermitsOptions) {
    this.#options = options;
    this.#timing = options.timing ?? realTiming;
  }

  async takeSlot(webhookId: string, callsPerSecond: number, nowMs: number): Promise<CallSlot> {
    let item = await this.#read(webhookId);
    for (let tried = 0; tried < maxTries; tried++) {
      const known = item === undefined ? undefined : optionalNumber(item, 'nextSlotAtMs');
      const slot = nextSlot(known ?? 0, callsPerSecond, nowMs);
      if (slot === undefined) return 'full';
      const before = known === undefined ? undefined : { N: String(known) };
      const stored = await this.#replace(webhookId, 'nextSlotAtMs', before, { N: String(slot.nextAtMs) });
      if (stored === 'replaced') return slot.atMs;
      item = stored;
      await this.#timing.wait(fullJitterMs(tried, this.#timing.random()));
    }
    return 'busy';
  }

  async open(
    webhookId: string,
    cap: number,
    times: { readonly nowMs: number; readonly untilMs: number },
  ): Promise<(() => Promise<void>) | undefined> {
    const callId = this.#options.newCallId();
    const isOpen = await this.#changeCalls(webhookId, open => openOneMore(open, callId, { cap, ...times }));
    if (!isOpen) return undefined;
    return async () => {
      const isClosed = await this.#changeCalls(webhookId, ({ [callId]: _, ...others }) => others);
      if (!isClosed) throw new Error(`Other workers changed the open calls of ${webhookId} each time.`);
    };
  }

  async #changeCalls(
    webhookId: string,
    change: (open: OpenCalls) => OpenCalls | undefined,
  ): Promise<boolean> {
    let item = await this.#read(webhookId);
    for (let tried = 0; tried < maxTries; tried++) {
      const { text, open } = callsIn(item);
      const next = change(open);
      if (next === undefined) return false;
      const before = text === undefined ? undefined : { S: text };
      const stored = await this.#replace(webhookId, 'openCalls', before, { S: JSON.stringify(next) });
      if (stored === 'replaced') return true;
      item = stored;
      await this.#timing.wait(fullJitterMs(tried, this.#timing.random()));
    }
    return false;
  }

  async #read(webhookId: string): Promise<Item | undefined> {
    const { dynamoDb, webhooksTable } = this.#options;
    const key = { TableName: webhooksTable, Key: paceKey(webhookId), ConsistentRead: true };
    return (await dynamoDb.getItem(key)).Item;
  }

  /** @returns what is stored instead, when another worker was faster */
  async #replace(
    webhookId: string,
    name: 'nextSlotAtMs' | 'openCalls',
    before: Item[string] | undefined,
    next: Item[string],
  ): Promise<'replaced' | Item | undefined> {
    const { dynamoDb, webhooksTable } = this.#options;
    try {
      await dynamoDb.updateItem({
        TableName: webhooksTable,
        Key: paceKey(webhookId),
        // Long after the last call it is of no use; a webhook may be deleted meanwhile.
        UpdateExpression: 'SET #name = :next, #ttl = :ttl',
        ConditionExpression: before === undefined ? 'attribute_not_exists(#name)' : '#name = :before',
        ExpressionAttributeNames: { '#name': name, '#ttl': ttlName },
        ExpressionAttributeValues: {
          ':next': next,
          ':ttl': { N: String(ttlAfter(this.#timing.now(), dayMs)) },
          ...(before === undefined ? {} : { ':before': before }),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return 'replaced';
    } catch (error) {
      if (error instanceof ConditionFailedError) return error.item;
      throw error;
    }
  }
}
