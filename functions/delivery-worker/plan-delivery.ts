import { beginsResend, type Delivery } from '../domain/delivery.ts';
import type { Health } from '../domain/webhook.ts';

/** Clocks of two machines differ: a delivery that is due this soon is due. */
const dueSlackMs = 500;

/**
 * The sweeper sends a parked or held delivery first and takes it out of the table's index then, within 30 s or never
 * (`sweeper/send-stored.ts`). Until then the message may not be given up for what the record says: the mark would leave a
 * pending record without a message. Four times as long, because clocks differ.
 */
const sweepGraceMs = 120_000;

/** What to do about a message, from what is known of its webhook and its delivery. */
export type Plan =
  | { readonly kind: 'attempt'; readonly delivery: Delivery }
  | { readonly kind: 'hold'; readonly delivery: Delivery }
  /** Held, but released by now: make it pending, then go on. */
  | { readonly kind: 'take-over'; readonly delivery: Delivery }
  /** Failed already: what was to be told may not have been. */
  | { readonly kind: 'announce'; readonly delivery: Delivery }
  | { readonly kind: 'wait'; readonly waitMs: number }
  /** Nothing is left to do for this copy of the message. */
  | { readonly kind: 'nothing' };

export interface DeliveryFacts {
  readonly health: Pick<Health, 'status' | 'whilePaused' | 'releasingSince'>;
  /** `undefined`: there is none, or none was read because the message is new. */
  readonly record: Delivery | undefined;
  /** The delivery as it begins, if there is no record. */
  readonly begin: () => Delivery;
  readonly message: { readonly sentAgain: boolean; readonly sentAtMs: number };
  readonly nowMs: number;
}

const nothing: Plan = { kind: 'nothing' };

function planFirst({ health, begin }: DeliveryFacts): Plan {
  if (health.status === 'active') return { kind: 'attempt', delivery: begin() };
  // Dropping is for events that come while the webhook is paused; what had begun before is held below.
  if (health.status === 'paused' && health.whilePaused === 'drop') return nothing;
  return { kind: 'hold', delivery: begin() };
}

/** How long a copy must be kept although the table keeps its delivery. */
function graceLeftMs({ message, nowMs }: DeliveryFacts): number {
  return message.sentAgain ? message.sentAtMs + sweepGraceMs - nowMs : 0;
}

/**
 * Whether a delivery that exists may be called. A failing webhook's retries go on, for they may be the first to succeed; what
 * was not attempted yet goes out only when it is released.
 */
function mayGoOn({ attemptsInRun }: Delivery, { health }: DeliveryFacts): boolean {
  if (health.status === 'failing') return attemptsInRun > 0 || health.releasingSince !== undefined;
  return health.status === 'active';
}

/** A run that somebody asked for owes nobody a wait: until its first attempt, its time is when the sweeper finds it at last. */
function waitMsOf(record: Delivery, { nowMs }: DeliveryFacts): number {
  const { nextAttemptAt } = record;
  return nextAttemptAt === undefined || beginsResend(record) ? 0 : Date.parse(nextAttemptAt) - nowMs;
}

function planPending(record: Delivery, facts: DeliveryFacts): Plan {
  if (!mayGoOn(record, facts)) return { kind: 'hold', delivery: record };
  const waitMs = waitMsOf(record, facts);
  if (waitMs <= dueSlackMs) return { kind: 'attempt', delivery: record };
  if (record.parked !== true) return { kind: 'wait', waitMs };
  const graceMs = graceLeftMs(facts);
  return graceMs > 0 ? { kind: 'wait', waitMs: Math.min(waitMs, graceMs) } : nothing;
}

/** Of a failing webhook only the sweeper's own message is a release: any other copy would overtake it. */
function isReleased(record: Delivery, facts: DeliveryFacts): boolean {
  if (facts.health.status === 'active') return true;
  return facts.message.sentAgain && facts.health.releasingSince !== undefined && mayGoOn(record, facts);
}

function planHeld(record: Delivery, facts: DeliveryFacts): Plan {
  if (isReleased(record, facts)) return { kind: 'take-over', delivery: record };
  const graceMs = graceLeftMs(facts);
  return graceMs > 0 ? { kind: 'wait', waitMs: graceMs } : nothing;
}

export function planDelivery(facts: DeliveryFacts): Plan {
  const { record } = facts;
  switch (record?.status) {
    case undefined:
      return planFirst(facts);
    case 'pending':
      return planPending(record, facts);
    case 'held':
      return planHeld(record, facts);
    case 'failed':
      return { kind: 'announce', delivery: record };
    case 'delivered':
      return nothing;
  }
}
