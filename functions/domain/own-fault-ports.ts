/** Shows whether our own way out works. */
export interface Canary {
  /** Whether it answers now. */
  answers(): Promise<boolean>;
}

/** Sees how many webhooks change at once, over all workers. */
export interface TransitionGuard {
  /** Whether this webhook may become failing or disabled now; if so, it counts. See `admitTransition`. */
  admit(webhookId: string, nowMs: number): Promise<boolean>;
  /** How many webhooks there are. */
  noteWebhooks(count: number): Promise<void>;
}
