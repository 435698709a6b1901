/** How a receiver behaves. */
export type ReceiverKind = keyof typeof receiverKinds;

interface ReceiverKindFacts {
  /** Of a hundred webhooks so many have such a receiver, but at least one. */
  readonly share: number;
  /** How its webhook must end: `active`, or disabled for this reason. */
  readonly ends: 'active' | 'failures' | 'gone';
  /** What may become of its deliveries beside `delivered`. */
  readonly alsoLawful: readonly ('held' | 'exhausted' | 'refused' | 'gone')[];
}

/** The kinds of receivers, and how each must fare. */
export const receiverKinds = {
  /** 200 at once. */
  healthy: { share: 60, ends: 'active', alsoLawful: [] },
  /** 200 after a quarter of the time that a call may take. */
  slow: { share: 10, ends: 'active', alsoLawful: [] },
  /** Every third call fails. */
  flapping: { share: 10, ends: 'active', alsoLawful: ['exhausted'] },
  /** Fails from the first call on for a while, then well. */
  recovering: { share: 5, ends: 'active', alsoLawful: ['exhausted'] },
  /** 422 to every second call. */
  refusing: { share: 3, ends: 'active', alsoLawful: ['refused'] },
  /** 500 for ever. */
  failing: { share: 3, ends: 'failures', alsoLawful: ['held', 'exhausted'] },
  /** Never answers. */
  hanging: { share: 3, ends: 'failures', alsoLawful: ['held', 'exhausted'] },
  /** 410 from the first call on. */
  gone: { share: 3, ends: 'gone', alsoLawful: ['held', 'gone'] },
} as const satisfies Readonly<Record<string, ReceiverKindFacts>>;

export function isReceiverKind(text: string): text is ReceiverKind {
  return Object.hasOwn(receiverKinds, text);
}

export const receiverKindNames: readonly ReceiverKind[] = Object.keys(receiverKinds).filter(isReceiverKind);

/** What a receiver does about a call. */
export type Answer = { readonly status: number; readonly delayMs: number } | 'never';

export interface CallFacts {
  /** In [0, 1). */
  readonly random: number;
  /** Since the webhook's first call. */
  readonly sinceFirstMs: number;
  /** How long one call may take. */
  readonly timeoutMs: number;
  readonly recoversAfterMs: number;
}

export function answerOf(kind: ReceiverKind, facts: CallFacts): Answer {
  const now = (status: number): Answer => ({ status, delayMs: 0 });
  switch (kind) {
    case 'healthy':
      return now(200);
    case 'slow':
      return { status: 200, delayMs: facts.timeoutMs / 4 };
    case 'flapping':
      return now(facts.random < 1 / 3 ? 503 : 204);
    case 'recovering':
      return now(facts.sinceFirstMs < facts.recoversAfterMs ? 500 : 200);
    case 'refusing':
      return now(facts.random < 1 / 2 ? 422 : 200);
    case 'failing':
      return now(500);
    case 'hanging':
      return 'never';
    case 'gone':
      return now(410);
  }
}
