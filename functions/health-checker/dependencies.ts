import type { HealthPolicy } from '../domain/health-policy.ts';
import type { Leases, Log, Vault, WebhookCaller, WebhookStore } from '../domain/ports.ts';
import type { ReleaseRequests, RuleRequests } from '../domain/webhook-requests.ts';

export interface CheckerDependencies {
  readonly webhooks: Pick<WebhookStore, 'find' | 'save' | 'saveHealth' | 'dueChecks'>;
  readonly vault: Pick<Vault, 'open'>;
  /** Dials customers' URLs from a function that holds no other rights. */
  readonly prober: WebhookCaller;
  readonly releases: ReleaseRequests;
  readonly rules: RuleRequests;
  readonly leases: Leases;
  readonly log: Log;
  /** When webhooks change their state, unless their owners set otherwise. */
  readonly healthPolicy: HealthPolicy;
  /** How long a receiver may take to answer a check, unless its owner set otherwise. */
  readonly timeoutMs: number;
  /** How many checks may be under way at once. */
  readonly checksAtOnce: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}
