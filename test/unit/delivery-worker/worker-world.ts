import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { sourceOf } from '../../../functions/delivery-worker/batch-source.ts';
import { CompanyPace } from '../../../functions/delivery-worker/company-pace.ts';
import type { InstanceDependencies } from '../../../functions/delivery-worker/dependencies.ts';
import { LaneWatch } from '../../../functions/delivery-worker/lane-watch.ts';
import { NameCache } from '../../../functions/delivery-worker/name-cache.ts';
import { OpenedCredentials } from '../../../functions/delivery-worker/opened-credentials.ts';
import { OwnFaultWatch } from '../../../functions/delivery-worker/own-fault-watch.ts';
import { receiveBatch } from '../../../functions/delivery-worker/receive-batch.ts';
import { StatisticsTally } from '../../../functions/delivery-worker/statistics-tally.ts';
import { WebhookCache } from '../../../functions/delivery-worker/webhook-cache.ts';
import type { Attempt, Delivery, RecordedAttempt } from '../../../functions/domain/delivery.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { unmeasured } from '../../../functions/domain/lane.ts';
import { defaultNouns } from '../../../functions/domain/nouns.ts';
import type { OperationalEvent } from '../../../functions/domain/operational-event.ts';
import type { Metrics, QueueMessage, WebhookCall } from '../../../functions/domain/ports.ts';
import type { Health, Webhook, WebhookState } from '../../../functions/domain/webhook.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { MemoryDeliveryStore } from '../../support/memory-delivery-store.ts';
import { MemoryDirectoryStore } from '../../support/memory-directory-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryStatisticsStore } from '../../support/memory-statistics-store.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { ManualTime } from './manual-time.ts';
import { MemoryQueue } from './memory-queue.ts';

export const start = '2026-03-01T12:00:00.000Z';
export const webhookId = webhookState().webhook.id;
const eventTime = '2026-03-01T11:59:59Z';

export function idOf(eventId: string): string {
  return deliveryId(webhookId, eventId, eventTime);
}

export function eventTextOf(eventId: string, detail: Record<string, unknown> = {}): string {
  const whole = { companyId: 'acme', projectId: 'website', recordId: 'r1', ...detail };
  const head = { id: eventId, 'detail-type': 'TODO_MOVED', source: 'app', time: eventTime };
  return JSON.stringify({ ...head, detail: whole });
}

export function bodyOf(eventId: string, detail: Record<string, unknown> = {}): string {
  return `{"webhookId":"${webhookId}","event":${eventTextOf(eventId, detail)}}`;
}

export interface MessageOptions {
  readonly body?: string;
  readonly receives?: number;
  readonly hops?: number;
  readonly sentAtMs?: number;
  readonly groupId?: string;
  readonly slotAtMs?: number;
  readonly companySlotAtMs?: number;
  /** @default 'DeliveryQueue' */
  readonly queue?: 'DeliveryQueue' | 'SlowQueue' | 'IsolationQueue';
}

const queueArnPrefix = 'arn:aws:sqs:eu-west-1:123456789012:';

/** A message whose id is its event's; new from EventBridge unless said otherwise. */
export function message(eventId: string, options: MessageOptions = {}): SQSRecord {
  const {
    body = bodyOf(eventId),
    receives = 1,
    hops,
    sentAtMs = Date.parse(start),
    groupId,
    slotAtMs,
    companySlotAtMs,
  } = options;
  const { queue = 'DeliveryQueue' } = options;
  return {
    messageId: eventId,
    receiptHandle: `receipt-${eventId}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sentAtMs),
      SenderId: 'events',
      ApproximateFirstReceiveTimestamp: String(sentAtMs),
      ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
    },
    messageAttributes: {
      ...(hops === undefined ? {} : { hops: { stringValue: String(hops), dataType: 'Number' } }),
      ...(slotAtMs === undefined ? {} : { slot: { stringValue: String(slotAtMs), dataType: 'Number' } }),
      ...(companySlotAtMs === undefined
        ? {}
        : { companySlot: { stringValue: String(companySlotAtMs), dataType: 'Number' } }),
    },
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `${queueArnPrefix}${queue}`,
    awsRegion: 'eu-west-1',
  };
}

/** What a receiver may answer: a status, or an error by name. */
export type Answer = number | NonNullable<Attempt['error']>;

export function attemptOf(answer: Answer, at = start, run = 1): RecordedAttempt {
  const always = { run, at, durationMs: 7, retryAfter: null, certificateExpiresAt: null };
  return typeof answer === 'number'
    ? { ...always, status: answer, error: null, errorDetail: null, responseBody: 'said' }
    : { ...always, status: null, error: answer, errorDetail: `our words of ${answer}`, responseBody: null };
}

/** A delivery as its record stands before the test begins. */
export function record(eventId: string, members: Partial<Delivery> = {}): Delivery {
  return {
    id: idOf(eventId),
    webhookId,
    eventId,
    eventType: 'TODO_MOVED',
    companyId: 'acme',
    projectId: 'website',
    recordId: 'r1',
    status: 'pending',
    createdAt: eventTime,
    attempts: [],
    run: 1,
    attemptsInRun: 0,
    ...members,
  };
}

/** `count` failed attempts, as members of a record. */
export function failedAttempts(count: number): Pick<Delivery, 'attempts' | 'attemptsInRun'> {
  return { attempts: Array.from({ length: count }, () => attemptOf(500)), attemptsInRun: count };
}

/** Everything around the worker, in memory. */
export class WorkerWorld {
  readonly time = new ManualTime(start);
  /** What the worker may take of its queue, beside what it is brought. */
  readonly queue = new MemoryQueue(this.time.after);
  readonly deliveries = new MemoryDeliveryStore();
  readonly vault = new MemoryVault();
  readonly directory = new MemoryDirectoryStore();
  readonly statistics = new MemoryStatisticsStore();
  readonly states = new Map<string, WebhookState>([[webhookId, webhookState()]]);
  readonly calls: WebhookCall[] = [];
  readonly hidden: { receiptHandle: string; seconds: number }[] = [];
  readonly sent: QueueMessage[] = [];
  /** Into the slow lane. */
  readonly passedOn: QueueMessage[] = [];
  readonly published: OperationalEvent[] = [];
  readonly counts: Record<string, number> = {};
  readonly logs: string[] = [];
  readonly queueArns: string[] = [];
  readonly healthWrites: Health[] = [];
  readonly admitted: string[] = [];
  readonly slotsAsked: string[] = [];
  readonly permitLog: string[] = [];
  readonly paused: number[] = [];
  slotAtMs: number | undefined = 0;
  /** The company's next one: each that is taken moves it on. */
  companySlotAtMs: number | undefined = 0;
  /** What becomes of those who ask for a slot. */
  slotFault: Error | undefined;
  mayOpen = true;
  closeFails = false;
  lookups = 0;
  canaryCalls = 0;
  canaryAnswers = true;
  mayChange = true;
  /** By call, in order; the last one answers every further call. */
  answers: (Answer | Promise<Answer>)[] = [200];
  /** How long the call took, by call. @default 7 */
  readonly durationsMs: (number | undefined)[] = [];
  readonly laneWrites: (string | undefined)[] = [];
  /** The body of every answer. */
  says = 'said';
  queueTakes = true;
  publishFails = false;
  hideFails = false;
  findFails = false;
  laneFails = false;
  healthFails = false;

  readonly #log = memoryLog((level, text) => this.logs.push(`${level} ${text}`));
  readonly #metrics: Metrics = {
    count: (name, value) => {
      this.counts[name] = (this.counts[name] ?? 0) + value;
    },
  };
  readonly #webhooks = new WebhookCache({ find: async id => this.#find(id) }, this.time.now);

  readonly #ownFaults = new OwnFaultWatch({
    canary: {
      answers: async () => {
        this.canaryCalls += 1;
        return this.canaryAnswers;
      },
    },
    now: this.time.now,
  });

  readonly deps: InstanceDependencies;

  readonly #always: Omit<InstanceDependencies, 'companyPace'> = {
    credentials: new OpenedCredentials(this.vault),
    webhooks: this.#webhooks,
    nouns: defaultNouns.en,
    names: new NameCache({
      directory: this.directory,
      log: this.#log,
      after: this.time.after,
      now: this.time.now,
    }),
    health: {
      saveHealth: async (id, health, expectedRevision) => {
        if (this.healthFails) throw new Error('saveHealth');
        const state = this.states.get(id);
        if (state?.health.revision !== expectedRevision) return false;
        this.states.set(id, { ...state, health });
        this.healthWrites.push(health);
        return true;
      },
    },
    deliveries: this.deliveries,
    ownFaults: this.#ownFaults,
    permits: {
      takeSlot: async (id, callsPerSecond, nowMs) => {
        this.slotsAsked.push(`${id} ${callsPerSecond}/s at ${nowMs}`);
        if (this.slotFault !== undefined) throw this.slotFault;
        return this.slotAtMs;
      },
      open: async (id, cap) => {
        this.permitLog.push(`open ${id} of ${cap}`);
        if (!this.mayOpen) return undefined;
        return async () => {
          this.permitLog.push('close');
          if (this.closeFails) throw new Error('close');
        };
      },
    },
    pause: async ms => {
      this.paused.push(ms);
    },
    transitions: {
      admit: async id => {
        this.admitted.push(id);
        return this.mayChange;
      },
    },
    caller: {
      call: async call => {
        const answer = this.answers[Math.min(this.calls.length, this.answers.length - 1)] ?? 200;
        const durationMs = this.durationsMs[this.calls.length] ?? 7;
        this.calls.push(call);
        const at = new Date(this.time.nowMs).toISOString();
        const attempt = attemptOf(await answer, at);
        return { ...attempt, durationMs, responseBody: attempt.responseBody && this.says };
      },
    },
    messagesOf: queueArn => {
      this.queueArns.push(queueArn);
      return {
        hide: async messages => {
          if (this.hideFails) throw new Error('hide');
          this.hidden.push(...messages);
        },
      };
    },
    queue: {
      send: async messages => {
        this.sent.push(...messages);
        return messages.map(() => this.queueTakes);
      },
    },
    operations: {
      publish: async events => {
        if (this.publishFails) throw new Error('publish');
        this.published.push(...events);
      },
    },
    requestTimeoutMs: 10_000,
    moreOf: () => this.queue,
    sourceOf: queueArn =>
      sourceOf(queueArn, { delivery: `${queueArnPrefix}DeliveryQueue`, slow: `${queueArnPrefix}SlowQueue` }),
    slowQueue: {
      send: async messages => {
        this.passedOn.push(...messages);
        return messages.map(() => this.queueTakes);
      },
    },
    lanes: new LaneWatch({
      store: { setLane: async (id, slowSince, revision) => this.#setLane(id, slowSince, revision) },
      webhooks: this.#webhooks,
      ownFaults: this.#ownFaults,
      metrics: this.#metrics,
      log: this.#log,
      after: this.time.after,
      now: this.time.now,
      requestTimeoutMs: 10_000,
    }),
    statistics: new StatisticsTally({
      store: this.statistics,
      log: this.#log,
      after: this.time.after,
      now: this.time.now,
    }),
    metrics: this.#metrics,
    log: this.#log,
    after: this.time.after,
    now: this.time.now,
    random: () => 0.5,
    healthPolicy,
    retryDelaysMs: [5_000, 60_000, 900_000, 14_400_000],
  };

  /** @param callsPerSecondPerCompany 0 for no limit */
  constructor(callsPerSecondPerCompany = 0) {
    this.deps = {
      ...this.#always,
      companyPace: new CompanyPace({
        permits: {
          takeCompanySlots: async (id, { callsPerSecond, count, nowMs }) => {
            this.slotsAsked.push(`${count} of ${id} ${callsPerSecond}/s at ${nowMs}`);
            if (this.slotFault !== undefined) throw this.slotFault;
            const atMs = this.companySlotAtMs;
            if (atMs !== undefined) this.companySlotAtMs = atMs + (count * 1000) / callsPerSecond;
            return atMs;
          },
        },
        callsPerSecond: callsPerSecondPerCompany,
        now: this.time.now,
      }),
    };
    this.deliveries.saveHealth = (id, health, { version, healthRevision }) => {
      const state = this.states.get(id);
      if (state?.webhook.version !== version || state.health.revision !== healthRevision) return false;
      this.states.set(id, { ...state, health });
      return true;
    };
  }

  #find(id: string): WebhookState | undefined {
    this.lookups += 1;
    if (this.findFails) throw new Error('find');
    return this.states.get(id);
  }

  #setLane(id: string, slowSince: string | undefined, revision: number): boolean {
    const state = this.states.get(id);
    if (this.laneFails) throw new Error('setLane');
    if (state?.webhook.revision !== revision) return false;
    this.laneWrites.push(slowSince);
    const webhook: Webhook = { ...unmeasured(state.webhook), rule: 'pending', revision: revision + 1 };
    const measured = slowSince === undefined ? webhook : { ...webhook, slowSince };
    this.states.set(id, { ...state, webhook: measured });
    return true;
  }

  setState(state: WebhookState): void {
    this.states.set(webhookId, state);
  }

  /** Ids of the messages that come again. */
  async receive(records: readonly SQSRecord[], remainingMs = 30_000): Promise<string[]> {
    const event: SQSEvent = { Records: [...records] };
    const { batchItemFailures } = await receiveBatch(this.deps, event, remainingMs);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  }

  recordOf(eventId: string): Delivery | undefined {
    return this.deliveries.records.get(idOf(eventId));
  }
}
