import type { Attempt } from '../../../functions/domain/delivery.ts';
import { beginFailing, disable } from '../../../functions/domain/health.ts';
import type { WebhookCall } from '../../../functions/domain/ports.ts';
import type { Health, Webhook } from '../../../functions/domain/webhook.ts';
import type { CheckerDependencies } from '../../../functions/health-checker/dependencies.ts';
import { runChecks } from '../../../functions/health-checker/run-checks.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { MemoryLeases } from '../../support/memory-leases.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { settled } from '../delivery-worker/manual-time.ts';

export const startMs = Date.parse('2026-01-01T00:00:00.000Z');
export const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();
const change = (seconds: number) => ({ now: at(seconds), by: 'health-check' as const });
export const idOf = (letter: string) => `whk_01kdvdnt00000000000000000${letter}`;

export const answered = (status: number | null): Attempt => ({
  at: at(0),
  durationMs: 5,
  status,
  error: status === null ? 'timeout' : null,
  errorDetail: null,
  responseBody: null,
  retryAfter: null,
  certificateExpiresAt: null,
});

export function failingSince(seconds: number): Health {
  return beginFailing(webhookState().health, healthPolicy, change(seconds));
}

export function disabledSince(seconds: number, reason: 'failures' | 'gone' = 'failures'): Health {
  return disable(webhookState().health, reason, healthPolicy, change(seconds));
}

/** Everything around the health-checker, in memory. The clock moves only when somebody waits. */
export class CheckerWorld {
  nowMs = startMs;
  /** How long the function may still run, from the first call of `run` on. */
  readonly runMs = 95_000;
  readonly webhooks = new MemoryWebhookStore();
  readonly vault = new MemoryVault();
  readonly leases = new MemoryLeases(() => this.nowMs);
  readonly logs: string[] = [];
  readonly released: string[] = [];
  readonly mended: string[] = [];
  /** Second and path of each call, in order. */
  readonly calls: string[] = [];
  readonly sent: WebhookCall[] = [];
  /** When the index was asked, seconds. */
  readonly looks: number[] = [];
  /** What a receiver says to a call; may throw, as a prober does that fails. */
  answer: (call: WebhookCall) => Promise<Attempt> | Attempt = () => answered(200);
  /** Happens while somebody waits, before the time is over. */
  meanwhile: () => Promise<void> | void = () => {};

  readonly deps: CheckerDependencies = {
    webhooks: {
      find: id => this.webhooks.find(id),
      save: (state, expected) => this.webhooks.save(state, expected),
      saveHealth: (id, health, revision) => this.webhooks.saveHealth(id, health, revision),
      dueChecks: (by, limit) => {
        this.looks.push(this.seconds);
        return this.webhooks.dueChecks(by, limit);
      },
    },
    vault: this.vault,
    prober: {
      call: async call => {
        this.calls.push(`${this.seconds} ${new URL(call.url).pathname}`);
        this.sent.push(call);
        const at = new Date(this.nowMs).toISOString();
        return { ...(await this.answer(call)), at };
      },
    },
    releases: { request: async id => void this.released.push(id) },
    rules: { request: async id => void this.mended.push(id) },
    leases: this.leases,
    log: memoryLog((level, message) => this.logs.push(`${level} ${message}`)),
    healthPolicy,
    timeoutMs: 10_000,
    checksAtOnce: 2,
    now: () => this.nowMs,
    wait: ms => new Promise(resolve => this.#timers.push({ atMs: this.nowMs + ms, resolve })),
  };
  #timers: { readonly atMs: number; readonly resolve: (value: unknown) => void }[] = [];

  get seconds(): number {
    return (this.nowMs - startMs) / 1000;
  }

  given(letter: string, health: Health, webhook: Partial<Webhook> = {}): string {
    const id = idOf(letter);
    const url = `https://receiver.example.com/${letter}`;
    this.webhooks.states.set(id, webhookState({ id, url, ...webhook }, health));
    return id;
  }

  healthOf(letter: string): Health | undefined {
    return this.webhooks.states.get(idOf(letter))?.health;
  }

  /** Runs to its end, moving the clock from one wait's end to the next. */
  async run(
    input: unknown = { source: 'aws.events', 'detail-type': 'Scheduled Event' },
    deps: CheckerDependencies = this.deps,
  ): Promise<void> {
    const endMs = this.nowMs + this.runMs;
    let isOver = false;
    const run = runChecks(deps, input, () => endMs - this.nowMs).finally(() => {
      isOver = true;
    });
    run.catch(() => {});
    for (;;) {
      await settled();
      if (isOver) return run;
      await this.meanwhile();
      await settled();
      this.#timers.sort((a, b) => a.atMs - b.atMs);
      const next = this.#timers.shift();
      if (next === undefined) throw new Error('the run waits for nothing');
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.resolve(undefined);
    }
  }
}
