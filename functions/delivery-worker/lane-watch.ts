import type { Attempt } from '../domain/delivery.ts';
import {
  judgeLane,
  type LaneVerdict,
  quickCallsNeeded,
  slowCallMs,
  stuckCallMs,
} from '../domain/judge-lane.ts';
import { callTimeoutMs, laneOf } from '../domain/lane.ts';
import type { Log, Metrics, WebhookStore } from '../domain/ports.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import type { Batch } from './batch-source.ts';
import type { After } from './dependencies.ts';
import type { OwnFaultWatch } from './own-fault-watch.ts';
import { type CallPlan, planCall } from './plan-call.ts';
import { WatchedCalls } from './watched-calls.ts';
import type { WebhookCache } from './webhook-cache.ts';

/** Webhooks watched; beyond it the one called longest ago is forgotten. */
const maxWatched = 2000;
/** Others may change the webhook at the same time; each time, its lane is judged anew. */
const maxTries = 3;

export interface LaneWatchOptions {
  readonly store: Pick<WebhookStore, 'setLane'>;
  readonly webhooks: WebhookCache;
  readonly ownFaults: Pick<OwnFaultWatch, 'wayOutFails'>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly after: After;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The construct's requestTimeout. */
  readonly requestTimeoutMs: number;
}

/** What became of a call that was due. */
export type Passage =
  | { readonly kind: 'called'; readonly attempt: Attempt }
  | Extract<CallPlan, { kind: 'pass-on' | 'later' }>;

/**
 * Lets calls through so that nobody waits long for a slow receiver, and sees by them which lane a webhook belongs to. What it
 * knows is this instance's own, and it avoids by itself who kept it waiting; only a change of lane is written. A webhook that stays
 * where it is costs nothing.
 */
export class LaneWatch {
  readonly #options: LaneWatchOptions;
  /** By webhook, the one called longest ago first. */
  readonly #watched = new Map<string, WatchedCalls>();

  constructor(options: LaneWatchOptions) {
    this.#options = options;
  }

  /** Whether a call is not for this lane, so that nothing has to be asked or opened for it. */
  isElsewhere({ webhook }: WebhookState, { source }: Batch): boolean {
    const { now, requestTimeoutMs } = this.#options;
    if (source !== 'delivery') return false;
    return laneOf(webhook, requestTimeoutMs) === 'slow' || this.#callsOf(webhook).factsAt(now()).isAvoided;
  }

  /** @param call makes the call, which may take so many milliseconds */
  async pass(
    state: WebhookState,
    batch: Batch,
    call: (timeoutMs: number) => Promise<Attempt>,
  ): Promise<Passage> {
    const { now, requestTimeoutMs } = this.#options;
    const calls = this.#callsOf(state.webhook);
    const timeoutMs = callTimeoutMs(state.webhook, requestTimeoutMs, batch.longestCallMs);
    for (;;) {
      const plan = planCall({
        source: batch.source,
        lane: laneOf(state.webhook, requestTimeoutMs),
        ...calls.factsAt(now()),
        timeoutMs,
        endsInMs: batch.callsEndAtMs - now(),
      });
      if (plan.kind === 'call') {
        return { kind: 'called', attempt: await this.#watch(state, calls, () => call(timeoutMs)) };
      }
      if (plan.kind !== 'wait') return plan;
      await calls.oneEnds(plan.atMostMs, this.#options.after);
      if (await this.#isOutdated(state)) return { kind: 'later' };
    }
  }

  /** People have changed the webhook, or it has changed its state, while a call of it waited: it is planned anew. */
  async #isOutdated({ webhook, health }: WebhookState): Promise<boolean> {
    const known = await this.#options.webhooks.find(webhook.id);
    return known?.webhook.version !== webhook.version || known.health.version !== health.version;
  }

  async #watch(state: WebhookState, calls: WatchedCalls, call: () => Promise<Attempt>): Promise<Attempt> {
    const { after, now } = this.#options;
    const close = calls.open(now());
    let isJudged: Promise<void> | undefined;
    const cancel = after(stuckCallMs, () => {
      isJudged = this.#judge(state, calls, stuckCallMs);
    });
    try {
      const attempt = await call();
      calls.note(attempt.durationMs, now());
      isJudged ??= this.#judge(state, calls);
      if (isJudged !== undefined) await isJudged;
      return attempt;
    } finally {
      cancel();
      close();
    }
  }

  /** @returns what to wait for when the webhook changes its lane; never rejects, for it will be judged again */
  #judge({ webhook: called }: WebhookState, calls: WatchedCalls, openMs = 0): Promise<void> | undefined {
    const { requestTimeoutMs, now } = this.#options;
    const verdictOn = (webhook: Webhook) =>
      judgeLane({ webhook, requestTimeoutMs, durationsMs: calls.durationsMs, openMs, nowMs: now() });
    const verdict = verdictOn(called);
    if (verdict === 'slow') calls.avoid(now());
    if (calls.isMoving || verdict === 'stay') return undefined;
    calls.isMoving = true;
    return this.#move(called, verdictOn)
      .catch(error => {
        this.#options.log.error('the lane of a webhook could not be written', {
          webhookId: called.id,
          error,
        });
      })
      .finally(() => {
        calls.isMoving = false;
      });
  }

  async #move(called: Webhook, verdictOn: (webhook: Webhook) => LaneVerdict): Promise<void> {
    const { store, webhooks, ownFaults, metrics, log, now } = this.#options;
    const { id, url } = called;
    let known = await webhooks.find(id);
    for (let tried = 0; tried < maxTries; tried++) {
      if (known === undefined || known.webhook.deletedAt !== undefined || known.webhook.url !== url) return;
      const lane = verdictOn(known.webhook);
      if (lane === 'stay') return;
      // Else our own outage would lead every rule into the slow lane.
      if (lane === 'slow' && (await ownFaults.wayOutFails())) return;
      const slowSince = lane === 'slow' ? new Date(now()).toISOString() : undefined;
      if (await store.setLane(id, slowSince, known.webhook.revision)) {
        webhooks.forget(id);
        metrics.count(lane === 'slow' ? 'WebhookSlow' : 'WebhookFast', 1);
        log.warn('a webhook changes its lane', { webhookId: id, lane });
        return;
      }
      known = await webhooks.findFresh(id);
    }
  }

  #callsOf({ id, url, slowSince }: Webhook): WatchedCalls {
    const calls = this.#watched.get(id) ?? new WatchedCalls(quickCallsNeeded, slowCallMs);
    calls.of(`${url} ${slowSince ?? ''}`);
    this.#watched.delete(id);
    this.#watched.set(id, calls);
    if (this.#watched.size <= maxWatched) return calls;
    for (const oldest of this.#watched.keys()) {
      this.#watched.delete(oldest);
      break;
    }
    return calls;
  }
}
