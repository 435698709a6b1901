import { furthestSlotMs, slotStepMs } from '../domain/call-pace.ts';
import type { CallPermits } from '../domain/call-permit-ports.ts';
import { realTiming, type Timing } from './backoff.ts';
import { ConditionFailedError, type DynamoDb, type Item } from './dynamodb-client.ts';
import { dayMs, optionalNumber, ttlAfter, ttlName } from './item-fields.ts';

/** Each further try answers what the one before found: a third is needed only when an item ends by itself meanwhile. */
const maxTries = 4;

export interface DynamoDbCallPermitsOptions {
  readonly dynamoDb: Pick<DynamoDb, 'updateItem'>;
  readonly webhooksTable: string;
  /** A new text at each call. */
  readonly newCallId: () => string;
  readonly timing?: Pick<Timing, 'now'>;
}

/** A webhook's own, beside it, or a company's. */
type Pace = { readonly webhookId: string } | { readonly companyId: string };

function keyOf(pace: Pace): string {
  return 'companyId' in pace ? `PACE#${pace.companyId}` : `WEBHOOK#${pace.webhookId}`;
}

interface Update {
  readonly set?: string;
  readonly remove?: string;
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
}

/** What became of an update: the item with it, or the item that did not meet its condition. */
interface Updated {
  readonly isDone: boolean;
  readonly item: Item | undefined;
}

const number = (value: number): Item[string] => ({ N: String(value) });

/**
 * CallPermits in an item beside the webhook: `nextSlotAtMs`, and `openUntil`, a map of open calls by id with the time at which
 * each is over at the latest. A company's item has `nextSlotAtMs` alone. All changes are DynamoDB's own arithmetic, so that
 * nobody has to be first.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export class DynamoDbCallPermits implements CallPermits {
  readonly #options: DynamoDbCallPermitsOptions;
  readonly #now: () => number;

  constructor(options: DynamoDbCallPermitsOptions) {
    this.#options = options;
    this.#now = (options.timing ?? realTiming).now;
  }

  takeSlot(webhookId: string, callsPerSecond: number, nowMs: number): Promise<number | undefined> {
    return this.#takeSlots({ webhookId }, slotStepMs(callsPerSecond), nowMs);
  }

  takeCompanySlots(
    companyId: string,
    { callsPerSecond, count, nowMs }: { callsPerSecond: number; count: number; nowMs: number },
  ): Promise<number | undefined> {
    return this.#takeSlots({ companyId }, count * slotStepMs(callsPerSecond), nowMs);
  }

  /** @returns where a stretch of so many milliseconds begins that is nobody else's */
  async #takeSlots(pace: Pace, stepMs: number, nowMs: number): Promise<number | undefined> {
    const furthestMs = nowMs + furthestSlotMs;
    for (let tried = 0; tried < maxTries; tried++) {
      const following = await this.#update(pace, {
        set: 'nextSlotAtMs = nextSlotAtMs + :step',
        condition: 'nextSlotAtMs BETWEEN :now AND :furthest',
        values: { ':step': number(stepMs), ':now': number(nowMs), ':furthest': number(furthestMs) },
      });
      const nextAtMs = optionalNumber(following.item ?? {}, 'nextSlotAtMs') ?? 0;
      if (following.isDone) return nextAtMs - stepMs;
      if (nextAtMs > furthestMs) return undefined;
      const first = await this.#update(pace, {
        set: 'nextSlotAtMs = :next',
        condition: 'attribute_not_exists(nextSlotAtMs) OR nextSlotAtMs < :now',
        values: { ':next': number(nowMs + stepMs), ':now': number(nowMs) },
      });
      if (first.isDone) return nowMs;
    }
    throw new Error(`The pace in ${keyOf(pace)} was another each time.`);
  }

  async open(
    webhookId: string,
    cap: number,
    { nowMs, untilMs }: { readonly nowMs: number; readonly untilMs: number },
  ): Promise<(() => Promise<void>) | undefined> {
    const callId = this.#options.newCallId();
    for (let tried = 0; tried < maxTries; tried++) {
      const opened = await this.#update(
        { webhookId },
        {
          set: 'openUntil.#call = :until',
          // Of a request that was sent again, the first one may have opened the call.
          condition:
            'attribute_exists(openUntil) AND (size(openUntil) < :cap OR attribute_exists(openUntil.#call))',
          names: { '#call': callId },
          values: { ':until': number(untilMs), ':cap': number(cap) },
        },
      );
      if (opened.isDone) return () => this.#close(webhookId, [callId]);
      const calls = opened.item?.openUntil?.M;
      if (calls === undefined) await this.#begin(webhookId);
      else {
        // A worker that died left its calls behind.
        const over = Object.keys(calls).filter(id => (optionalNumber(calls, id) ?? 0) <= nowMs);
        if (over.length === 0) return undefined;
        await this.#close(webhookId, over);
      }
    }
    return undefined;
  }

  async #begin(webhookId: string): Promise<void> {
    await this.#update(
      { webhookId },
      {
        set: 'openUntil = :none',
        condition: 'attribute_not_exists(openUntil)',
        values: { ':none': { M: {} } },
      },
    );
  }

  async #close(webhookId: string, ids: readonly string[]): Promise<void> {
    await this.#update(
      { webhookId },
      {
        remove: ids.map((_, index) => `openUntil.#call${index}`).join(', '),
        condition: 'attribute_exists(openUntil)',
        names: Object.fromEntries(ids.map((id, index) => [`#call${index}`, id])),
      },
    );
  }

  async #update(pace: Pace, { set, remove, condition, names, values }: Update): Promise<Updated> {
    const { dynamoDb, webhooksTable } = this.#options;
    try {
      const { Attributes: item } = await dynamoDb.updateItem({
        TableName: webhooksTable,
        Key: { pk: { S: keyOf(pace) }, sk: { S: 'PACE' } },
        UpdateExpression: `SET ${set === undefined ? '' : `${set}, `}#ttl = :ttl${remove === undefined ? '' : ` REMOVE ${remove}`}`,
        ConditionExpression: condition,
        ExpressionAttributeNames: { ...names, '#ttl': ttlName },
        ExpressionAttributeValues: {
          ...values,
          // Long after the last call it is of no use; a webhook may be deleted meanwhile.
          ':ttl': number(ttlAfter(this.#now(), dayMs)),
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { isDone: true, item };
    } catch (error) {
      if (error instanceof ConditionFailedError) return { isDone: false, item: error.item };
      throw error;
    }
  }
}
