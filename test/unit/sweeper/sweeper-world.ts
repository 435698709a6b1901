import { disable, enable } from '../../../functions/domain/health.ts';
import type { Queue, QueueMessage } from '../../../functions/domain/ports.ts';
import type { WebhookState } from '../../../functions/domain/webhook.ts';
import { sweep } from '../../../functions/sweeper/sweep.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { MemoryDeliveryStore } from '../../support/memory-delivery-store.ts';
import { MemoryLeases } from '../../support/memory-leases.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryResendStore } from '../../support/memory-resend-store.ts';
import { webhookState } from '../../support/webhook-state.ts';
import {
  eventTextOf,
  failedAttempts,
  idOf,
  record,
  start,
  webhookId,
} from '../delivery-worker/worker-world.ts';

export const startMs = Date.parse(start);
export const at = (offsetMs: number) => new Date(startMs + offsetMs).toISOString();
export const enabled = (offsetMs: number): WebhookState => {
  const state = webhookState();
  const change = { now: at(offsetMs), by: 'key:key_1' } as const;
  return { ...state, health: enable(disable(state.health, 'failures', healthPolicy, change), change) };
};

/** Everything around the sweeper, in memory. */
export class SweeperWorld {
  nowMs = startMs;
  remainingMs = 60_000;
  readonly deliveries = new MemoryDeliveryStore();
  readonly resends = new MemoryResendStore();
  readonly states = new Map<string, WebhookState>();
  readonly sent: QueueMessage[] = [];
  /** Into the slow lane. */
  readonly sentSlow: QueueMessage[] = [];
  readonly logs: string[] = [];
  /** What the queue says of each message; may throw. */
  takes: (message: QueueMessage) => boolean = () => true;

  readonly deps = {
    webhooks: {
      find: async (id: string) => this.states.get(id),
      releasing: async () =>
        [...this.states].filter(([, { health }]) => health.releasingSince !== undefined).map(([id]) => id),
      saveHealth: async (id: string, health: WebhookState['health'], expectedRevision: number) => {
        const state = this.states.get(id);
        if (state?.health.revision !== expectedRevision) return false;
        this.states.set(id, { ...state, health });
        return true;
      },
    },
    deliveries: this.deliveries,
    resends: this.resends,
    queues: { fast: this.#queue(this.sent), slow: this.#queue(this.sentSlow) },
    requestTimeoutMs: 10_000,
    log: memoryLog((level, text) => this.logs.push(`${level} ${text}`)),
    now: () => this.nowMs,
    wait: async (ms: number) => {
      this.nowMs += ms;
    },
    leases: new MemoryLeases(() => this.nowMs),
  };

  sweep(input: unknown = { source: 'aws.events', 'detail-type': 'Scheduled Event' }): Promise<void> {
    const startedAtMs = this.nowMs;
    return sweep(this.deps, input, () => this.remainingMs - (this.nowMs - startedAtMs));
  }

  #queue(sent: QueueMessage[]): Queue {
    return {
      send: async messages => {
        const taken = messages.map(message => this.takes(message));
        sent.push(...messages.filter((_, i) => taken[i] === true));
        return taken;
      },
    };
  }

  hold(...eventIds: string[]): void {
    for (const eventId of eventIds) this.#store(eventId, record(eventId, { status: 'held' }));
  }

  park(eventId: string, nextAttemptAt: string): void {
    this.#store(eventId, record(eventId, { ...failedAttempts(4), parked: true, nextAttemptAt }));
  }

  #store(eventId: string, delivery: ReturnType<typeof record>): void {
    this.deliveries.put(delivery);
    this.deliveries.eventTexts.set(delivery.id, eventTextOf(eventId));
  }

  sentBodies(): string[] {
    return this.sent.map(({ body }) => body).sort();
  }

  get state(): WebhookState | undefined {
    return this.states.get(webhookId);
  }

  statusOf(eventId: string) {
    return this.deliveries.records.get(idOf(eventId))?.status;
  }
}
