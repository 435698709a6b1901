import { planDelivery } from '../../functions/delivery-worker/plan-delivery.ts';
import { decideAttempt } from '../../functions/domain/decide-attempt.ts';
import type { Attempt } from '../../functions/domain/delivery.ts';
import { newHealth } from '../../functions/domain/health.ts';
import type { HealthPolicy } from '../../functions/domain/health-policy.ts';
import { newId } from '../../functions/domain/identifiers.ts';
import { judgeSuccess } from '../../functions/domain/judge-failure.ts';
import type { Metrics } from '../../functions/domain/ports.ts';
import { admitTransition, type RecentTransitions } from '../../functions/domain/transition-limit.ts';
import type { Health } from '../../functions/domain/webhook.ts';
import { seeToWebhook } from '../../functions/health-checker/see-to-webhook.ts';
import { releasePage } from '../../functions/sweeper/release-held.ts';
import { sendDue } from '../../functions/sweeper/send-due.ts';
import { healthPolicy } from '../support/health-policy.ts';
import { memoryLog } from '../support/memory-log.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { webhookState } from '../support/webhook-state.ts';
import { Random } from './random.ts';
import { Receiver } from './receiver.ts';
import { RecoveryTimes } from './recovery-times.ts';
import { SimulatedDeliveries } from './simulated-deliveries.ts';
import { SimulatedWebhooks } from './simulated-webhooks.ts';
import { Timeline } from './timeline.ts';
import { type Message, Worker } from './worker.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A receiver that is back for so long is called meanwhile: checks are at most 14 minutes apart. */
const noticedWithinMs = 900_000;

export interface WorldOptions {
  readonly seed: number;
  readonly events: number;
  readonly webhooks: number;
  /** Events come within so many days; receivers are well from then on. */
  readonly days: number;
}

type Happening =
  | { readonly kind: 'event'; readonly site: Site }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'check'; readonly site: Site; readonly dueAt: string }
  | { readonly kind: 'release'; readonly site: Site }
  | { readonly kind: 'outage-end'; readonly site: Site }
  | { readonly kind: 'sweep' };

/** A webhook with its receiver, and what is measured of both. */
interface Site {
  readonly id: string;
  readonly receiver: Receiver;
  readonly meanGapMs: number;
  /** The outage after which a call is awaited. */
  awaited: { readonly fromMs: number; readonly sinceMs: number } | undefined;
  /** Since when no call has been seen to succeed. */
  troubledSinceMs: number | undefined;
  /** Of the last call: whether its receiver was well when it began, and whether we could call at all. */
  couldAnswer: boolean;
  couldBeAsked: boolean;
  seen: Set<string>;
  isReleaseDue: boolean;
}

/** The defaults of the construct. */
const policy: HealthPolicy = {
  ...healthPolicy,
  firstCheckMs: 25_000,
  longestCheckMs: 840_000,
  disabledCheckMs: 840_000,
};

/** Everything around the real decisions: receivers, queues, tables, clocks and crashes, by chance and repeatable. */
export class World {
  readonly policy = policy;
  readonly retryDelaysMs = [5_000, 60_000, 900_000, 14_400_000];
  /** How many receives end in a killed worker. */
  readonly crashes = 0.0005;
  readonly random: Random;
  readonly vault = new MemoryVault();
  readonly recoveries = new RecoveryTimes();
  readonly counts: Record<string, number> = {};
  readonly metrics: Metrics = {
    count: (name, value) => {
      this.counts[name] = (this.counts[name] ?? 0) + value;
    },
  };
  created = 0;
  wronglyDisabled = 0;
  /** Webhooks that were given up although a check would have found their receiver back. */
  neglected = 0;
  nowMs = Date.parse('2026-01-01T00:00:00.000Z');
  readonly endMs: number;
  readonly deliveries: SimulatedDeliveries;
  readonly webhooks: SimulatedWebhooks;
  readonly #options: WorldOptions;
  readonly #timeline = new Timeline<Happening>();
  readonly #sites = new Map<string, Site>();
  readonly #workers: Worker[];
  readonly #egress: Receiver;
  readonly #log = memoryLog(() => {});
  #recent: RecentTransitions = {};
  #messages = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.random = new Random(options.seed);
    this.endMs = this.nowMs + options.days * dayMs;
    this.webhooks = new SimulatedWebhooks((id, before, after) => this.#onHealth(id, before, after));
    this.deliveries = new SimulatedDeliveries(this.now, (id, health, expected) =>
      this.webhooks.replaceHealth(id, health, expected),
    );
    // Our own way out breaks every few days, for a minute to an hour or so.
    const egress = { meanUpMs: 4 * dayMs, flapping: 0, endMs: this.endMs, longestOutageMs: 7_200_000 };
    this.#egress = new Receiver(new Random(options.seed ^ 0x5eed), this.nowMs, egress);
    this.#makeSites();
    this.#workers = Array.from({ length: 3 }, () => new Worker(this));
    this.#timeline.add(this.nowMs, { kind: 'sweep' });
  }

  readonly now = (): number => this.nowMs;

  isEgressUp(): boolean {
    return this.#egress.isUp(this.nowMs);
  }

  get sites(): readonly Site[] {
    return [...this.#sites.values()];
  }

  /** The defaults' limit: five, or 1 % of all. */
  admit(id: string, nowMs: number): boolean {
    const next = admitTransition(this.#recent, id, nowMs, { limit: 5, webhooks: this.#sites.size });
    if (next === undefined) return false;
    this.#recent = next;
    return true;
  }

  send(body: string, delayMs: number, isSlow: boolean): void {
    const sentAtMs = this.nowMs;
    const message = { id: `m${this.#messages++}`, body, sentAgain: true, isSlow, sentAtMs, receives: 0 };
    this.#timeline.add(sentAtMs + delayMs + 20, { kind: 'message', message });
  }

  /** One HTTP call, of the worker or the prober. The time that it takes passes for whoever makes it. */
  async call(url: string): Promise<Attempt> {
    const site = this.#sites.get(new URL(url).pathname.slice(1));
    if (site === undefined) throw new Error(`nobody is at ${url}`);
    const at = new Date(this.nowMs).toISOString();
    const isOut = this.isEgressUp();
    site.couldAnswer = isOut && site.receiver.isUp(this.nowMs);
    site.couldBeAsked = isOut;
    if (isOut) this.#noteFirstCall(site);
    const answer = isOut
      ? site.receiver.answer(this.nowMs)
      : ({ status: null, error: 'connect', retryAfter: null, durationMs: 3 } as const);
    // A worker that dies in the midst of a call leaves no trace but the call.
    this.deliveries.isDying ||= this.random.isHit(this.crashes);
    this.nowMs += answer.durationMs;
    return { at, errorDetail: null, responseBody: null, certificateExpiresAt: null, ...answer };
  }

  /** Runs until nothing happens any more but the sweeper's rounds. */
  async run(onDay: (day: number) => void): Promise<void> {
    let day = 0;
    const startMs = this.nowMs;
    for (let next = this.#timeline.next(); next !== undefined; next = this.#timeline.next()) {
      this.nowMs = next.atMs;
      if (Math.floor((this.nowMs - startMs) / dayMs) > day) onDay(++day);
      await this.#happen(next.happening);
    }
  }

  #makeSites(): void {
    const { webhooks, events } = this.#options;
    const weights = Array.from({ length: webhooks }, () => this.random.logUniform(1, 10_000));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const weight of weights) {
      const id = newId('whk', this.nowMs, bytesOf(this.random));
      const up = { meanUpMs: 3 * dayMs, flapping: this.random.isHit(0.2) ? 0.02 : 0, endMs: this.endMs };
      const receiver = new Receiver(new Random(this.random.next() * 2 ** 32), this.nowMs, up);
      const meanGapMs = ((this.endMs - this.nowMs) * total) / (weight * events);
      const site: Site = {
        id,
        receiver,
        meanGapMs,
        awaited: undefined,
        couldAnswer: true,
        troubledSinceMs: undefined,
        couldBeAsked: true,
        seen: new Set(),
        isReleaseDue: false,
      };
      this.#sites.set(id, site);
      const now = new Date(this.nowMs).toISOString();
      const { webhook } = webhookState({ id, url: `https://receiver.example.com/${id}` });
      this.webhooks.states.set(id, { webhook, health: newHealth({ now, by: 'key:key_1' }) });
      this.#expectEvent(site);
      this.#expectOutageEnd(site);
    }
  }

  async #happen(happening: Happening): Promise<void> {
    switch (happening.kind) {
      case 'event':
        return this.#onEvent(happening.site);
      case 'message':
        return this.#onMessage(happening.message);
      case 'check':
        return this.#onCheck(happening.site, happening.dueAt);
      case 'release':
        return this.#onRelease(happening.site);
      case 'outage-end':
        return this.#onOutageEnd(happening.site);
      case 'sweep':
        return this.#onSweep();
    }
  }

  async #onEvent(site: Site): Promise<void> {
    this.#expectEvent(site);
    const number = this.created++;
    if (await this.#isTakenAtOnce(site)) return;
    const time = new Date(Math.floor(this.nowMs / 1000) * 1000).toISOString();
    const detail = { companyId: 'acme', projectId: 'website', recordId: 'r1' };
    const event = { id: `e${number}`, 'detail-type': 'TODO_MOVED', source: 'app', time, detail };
    const body = JSON.stringify({ webhookId: site.id, event });
    await this.#onMessage({
      id: `m${this.#messages++}`,
      body,
      sentAgain: false,
      isSlow: false,
      sentAtMs: this.nowMs,
      receives: 0,
    });
  }

  #expectEvent(site: Site): void {
    const atMs = this.nowMs + this.random.exponential(site.meanGapMs);
    if (atMs < this.endMs) this.#timeline.add(atMs, { kind: 'event', site });
  }

  /** By far the most events: by the same decisions, but without their messages and records. */
  async #isTakenAtOnce(site: Site): Promise<boolean> {
    const { health, webhook } = (await this.#anyWorker().cache.find(site.id)) ?? {};
    if (health === undefined || webhook?.slowSince !== undefined || health.backOffUntil !== undefined)
      return false;
    if (!this.isEgressUp() || !site.receiver.isUp(this.nowMs) || this.random.isHit(0.01)) return false;
    const { retryDelaysMs, nowMs } = this;
    const message = { sentAgain: false, sentAtMs: nowMs };
    const begin = () => neverRead;
    const plan = planDelivery({ health, record: undefined, begin, message, nowMs });
    const attempt = site.receiver.answer(nowMs);
    const facts = { attempt, attemptsInRun: 1, retryDelaysMs, nowMs, random: 0 };
    if (plan.kind !== 'attempt' || decideAttempt(facts).kind !== 'delivered') return false;
    if (judgeSuccess(health, neverRead.createdAt) !== undefined) return false;
    this.#noteFirstCall(site);
    this.deliveries.noteDelivered(site.id);
    return true;
  }

  async #onMessage(message: Message): Promise<void> {
    const againMs = await this.#anyWorker().receive(message);
    if (againMs === undefined) return;
    // After the fifth receive the dead-letter-handler sends it back.
    const isDead = message.receives >= 5;
    const next = isDead ? { ...message, receives: 0, sentAgain: true, sentAtMs: this.nowMs } : message;
    this.#timeline.add(this.nowMs + againMs + (isDead ? 10_000 : 0), { kind: 'message', message: next });
  }

  async #onCheck(site: Site, dueAt: string): Promise<void> {
    if (this.webhooks.states.get(site.id)?.health.nextCheckAt !== dueAt) return;
    await seeToWebhook(
      {
        webhooks: { ...this.#webhookPorts(), dueChecks: async () => [] },
        vault: this.vault,
        prober: { call: ({ url }) => this.call(url) },
        releases: { request: async () => this.#releaseSoon(site) },
        rules: { request: async () => {} },
        leases: { take: async () => true, giveBack: async () => {} },
        log: this.#log,
        healthPolicy: policy,
        timeoutMs: 10_000,
        checksAtOnce: 4,
        now: this.now,
        wait: async () => {},
      },
      site.id,
    );
  }

  async #onRelease(site: Site): Promise<void> {
    site.isReleaseDue = false;
    const next = await releasePage(this.#sweep(), site.id, site.seen);
    if (next === undefined) site.seen = new Set();
    else this.#releaseAt(site, Math.max(next, this.nowMs + 1));
  }

  async #onSweep(): Promise<void> {
    await sendDue(this.#sweep());
    for (const site of this.sites) {
      if (this.webhooks.states.get(site.id)?.health.releasingSince !== undefined) this.#releaseSoon(site);
    }
    const isAtRest = this.nowMs > this.endMs && this.#timeline.size === 0 && this.deliveries.waiting === 0;
    const isOverdue = this.nowMs > this.endMs + 10 * dayMs;
    if (!isAtRest && !isOverdue) this.#timeline.add(this.nowMs + minuteMs, { kind: 'sweep' });
  }

  #expectOutageEnd(site: Site): void {
    const { untilMs } = site.receiver.outageAt(this.nowMs);
    if (untilMs < Number.POSITIVE_INFINITY) this.#timeline.add(untilMs, { kind: 'outage-end', site });
  }

  /** Only where somebody waits for the receiver: else the next call is the next event's. */
  async #onOutageEnd(site: Site): Promise<void> {
    const { fromMs, untilMs } = site.receiver.outageBefore(this.nowMs);
    this.#expectOutageEnd(site);
    const health = this.webhooks.states.get(site.id)?.health;
    const isAwaited = health?.status !== 'active' || health.failures !== undefined;
    if (!isAwaited || !this.isEgressUp()) return;
    // Until a call succeeds, a second outage is the same one to those who wait.
    site.troubledSinceMs ??= fromMs;
    site.awaited = { fromMs: site.troubledSinceMs, sinceMs: untilMs };
  }

  #noteFirstCall(site: Site): void {
    if (site.awaited === undefined) return;
    const { fromMs, sinceMs } = site.awaited;
    site.awaited = undefined;
    // When our own way out was broken meanwhile, or another outage came, it says nothing.
    const isClean = this.#egress.outageAt(this.nowMs).fromMs > this.nowMs && this.#egress.wasUpSince(sinceMs);
    if (isClean && site.receiver.isUp(this.nowMs)) {
      this.recoveries.note(sinceMs - fromMs, this.nowMs - sinceMs);
    }
  }

  #onHealth(id: string, before: Health, after: Health): void {
    const site = this.#sites.get(id);
    if (site === undefined) return;
    const { nextCheckAt, releasingSince, status } = after;
    if (status === 'active' && after.failures === undefined) site.troubledSinceMs = undefined;
    if (nextCheckAt !== undefined && nextCheckAt !== before.nextCheckAt) {
      // The health-checker may be a few seconds late.
      const lateMs = this.random.next() * 4000;
      this.#timeline.add(Date.parse(nextCheckAt) + lateMs, { kind: 'check', site, dueAt: nextCheckAt });
    }
    if (releasingSince !== undefined && before.releasingSince === undefined) this.#releaseSoon(site);
    if (after.holdPeriodOver === true && before.holdPeriodOver === undefined) {
      const { changedAt, holdUntil = changedAt } = before;
      const [fromMs, untilMs] = [Date.parse(changedAt), Date.parse(holdUntil)];
      if (site.receiver.wasBackFor(noticedWithinMs, fromMs, untilMs)) this.neglected++;
    }
    if (status !== 'disabled' || before.status === 'disabled') return;
    if (site.couldAnswer || !site.couldBeAsked) this.wronglyDisabled++;
  }

  #releaseSoon(site: Site): void {
    this.#releaseAt(site, this.nowMs + 500);
  }

  #releaseAt(site: Site, atMs: number): void {
    if (site.isReleaseDue) return;
    site.isReleaseDue = true;
    this.#timeline.add(atMs, { kind: 'release', site });
  }

  #webhookPorts() {
    const { webhooks } = this;
    return {
      find: (id: string) => webhooks.find(id),
      save: webhooks.save.bind(webhooks),
      saveHealth: webhooks.saveHealth.bind(webhooks),
      releasing: async () => [],
    };
  }

  #sweep() {
    const queueOf = (isSlow: boolean) => ({
      send: async (messages: readonly { body: string }[]) => {
        for (const { body } of messages) this.send(body, 0, isSlow);
        return messages.map(() => true);
      },
    });
    return {
      webhooks: this.#webhookPorts(),
      deliveries: this.deliveries,
      queues: { fast: queueOf(false), slow: queueOf(true) },
      requestTimeoutMs: 10_000,
      leases: { take: async () => true, giveBack: async () => {} },
      log: this.#log,
      now: this.now,
      wait: async () => {},
      hasTime: () => true,
    };
  }

  #anyWorker(): Worker {
    const worker = this.#workers[Math.floor(this.random.next() * this.#workers.length)];
    if (worker === undefined) throw new Error('there is no worker');
    return worker;
  }
}

const neverRead = {
  id: '',
  webhookId: '',
  eventId: '',
  eventType: '',
  companyId: '',
  projectId: '',
  status: 'pending',
  createdAt: '',
  attempts: [],
  run: 1,
  attemptsInRun: 0,
} as const;

function bytesOf(random: Random): Uint8Array {
  return Uint8Array.from({ length: 16 }, () => Math.floor(random.next() * 256));
}
