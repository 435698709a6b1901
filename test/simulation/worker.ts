import type { SQSEvent } from 'aws-lambda';
import { sourceOf } from '../../functions/delivery-worker/batch-source.ts';
import { CompanyPace } from '../../functions/delivery-worker/company-pace.ts';
import type { InstanceDependencies } from '../../functions/delivery-worker/dependencies.ts';
import { LaneWatch } from '../../functions/delivery-worker/lane-watch.ts';
import { NameCache } from '../../functions/delivery-worker/name-cache.ts';
import { OpenedCredentials } from '../../functions/delivery-worker/opened-credentials.ts';
import { OwnFaultWatch } from '../../functions/delivery-worker/own-fault-watch.ts';
import { receiveBatch } from '../../functions/delivery-worker/receive-batch.ts';
import { StatisticsTally } from '../../functions/delivery-worker/statistics-tally.ts';
import { WebhookCache } from '../../functions/delivery-worker/webhook-cache.ts';
import { defaultNouns } from '../../functions/domain/nouns.ts';
import { memoryLog } from '../support/memory-log.ts';
import type { World } from './world.ts';

const arns = { delivery: 'arn:delivery', slow: 'arn:slow' };
const functionMs = 30_000;
const visibilityMs = 180_000;
const requestTimeoutMs = 10_000;
/** A batch has one message here, so nobody waits for anybody: timers are never needed. */
const after = () => () => {};

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAgain: boolean;
  readonly isSlow: boolean;
  readonly sentAtMs: number;
  receives: number;
}

/** One instance of the delivery-worker: the real one, with all that it remembers. */
export class Worker {
  readonly cache: WebhookCache;
  readonly #world: World;
  readonly #instance: InstanceDependencies;
  #hiddenSeconds: number | undefined;

  constructor(world: World) {
    this.#world = world;
    const { now, webhooks, deliveries, vault, metrics } = world;
    const log = memoryLog(() => {});
    this.cache = new WebhookCache(webhooks, now);
    const ownFaults = new OwnFaultWatch({ canary: { answers: async () => world.isEgressUp() }, now });
    const queueOf = (isSlow: boolean) => ({
      send: async (messages: readonly { body: string; delaySeconds: number }[]) => {
        for (const { body, delaySeconds } of messages) world.send(body, delaySeconds * 1000, isSlow);
        return messages.map(() => true);
      },
    });
    this.#instance = {
      credentials: new OpenedCredentials(vault),
      webhooks: this.cache,
      nouns: defaultNouns.en,
      names: new NameCache({ directory: { find: async () => [] }, log, after, now }),
      health: webhooks,
      deliveries,
      caller: { call: call => world.call(call.url) },
      messagesOf: () => ({
        hide: async ([message]) => {
          this.#hiddenSeconds = message?.seconds;
        },
      }),
      // Never needed either: nothing holds a batch up.
      moreOf: () => ({ receive: async () => [], remove: async () => {} }),
      requestTimeoutMs,
      sourceOf: arn => sourceOf(arn, arns),
      queue: queueOf(false),
      slowQueue: queueOf(true),
      lanes: new LaneWatch({
        store: webhooks,
        webhooks: this.cache,
        ownFaults,
        metrics,
        log,
        after,
        now,
        requestTimeoutMs,
      }),
      ownFaults,
      companyPace: new CompanyPace({
        permits: { takeCompanySlots: async (_id, { nowMs }) => nowMs },
        callsPerSecond: 0,
        now,
      }),
      permits: { takeSlot: async (_id, _rate, nowMs) => nowMs, open: async () => async () => {} },
      pause: async () => {},
      transitions: { admit: async (id, nowMs) => world.admit(id, nowMs) },
      operations: { publish: async () => {} },
      statistics: new StatisticsTally({ store: { add: async () => {} }, log, after, now }),
      metrics,
      log,
      after,
      now,
      random: () => world.random.next(),
      healthPolicy: world.policy,
      retryDelaysMs: world.retryDelaysMs,
    };
  }

  /** @returns after how long the message is seen again; `undefined` when it is done */
  async receive(message: Message): Promise<number | undefined> {
    message.receives++;
    this.#hiddenSeconds = undefined;
    const { batchItemFailures } = await receiveBatch(this.#instance, eventOf(message), functionMs);
    const { deliveries, random, crashes } = this.#world;
    const hasDied = deliveries.isDying || random.isHit(crashes);
    deliveries.isDying = false;
    // Killed before or after its writes: either way the message is nobody's until its visibility ends.
    if (hasDied) return visibilityMs;
    if (batchItemFailures.length === 0) return undefined;
    return this.#hiddenSeconds === undefined ? visibilityMs : this.#hiddenSeconds * 1000;
  }
}

function eventOf({ id, body, receives, sentAgain, sentAtMs, isSlow }: Message): SQSEvent {
  return {
    Records: [
      {
        messageId: id,
        receiptHandle: id,
        body,
        attributes: {
          ApproximateReceiveCount: String(receives),
          SentTimestamp: String(sentAtMs),
          SenderId: '',
          ApproximateFirstReceiveTimestamp: String(sentAtMs),
        },
        messageAttributes: sentAgain ? { hops: { stringValue: '0', dataType: 'Number' } } : {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: isSlow ? arns.slow : arns.delivery,
        awsRegion: 'eu-west-1',
      },
    ],
  };
}
