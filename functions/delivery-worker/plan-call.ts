import { slowCallMs } from '../domain/judge-lane.ts';
import type { Lane } from '../domain/lane.ts';
import type { BatchSource } from './batch-source.ts';

/** The slow lane's batches are large; what they bring for one webhook must not fall upon its receiver all at once. */
export const maxOpenCalls = 10;

export interface CallFacts {
  readonly source: BatchSource;
  /** Where the webhook belongs. */
  readonly lane: Lane;
  /** Calls of this webhook that this instance is waiting for. */
  readonly openCalls: number;
  /** How long the oldest of them has been open. */
  readonly oldestOpenMs: number;
  /** A call of this webhook has ended quickly a moment ago, so that the next ones may go side by side. */
  readonly answersQuickly: boolean;
  /** This instance has found it to be slow a while ago. */
  readonly isAvoided: boolean;
  /** How long the call may take, and until when it must be over. */
  readonly timeoutMs: number;
  readonly endsInMs: number;
}

/** What becomes of a call that is due. */
export type CallPlan =
  | { readonly kind: 'call' }
  /** To the slow queue, without a call. */
  | { readonly kind: 'pass-on' }
  /** Until one of the open calls ends, but no longer than this. */
  | { readonly kind: 'wait'; readonly atMostMs: number }
  /** The function's time is too short for it: the message comes again. */
  | { readonly kind: 'later' };

function planFast(facts: CallFacts): CallPlan {
  const { lane, openCalls, oldestOpenMs, answersQuickly, isAvoided } = facts;
  if (lane === 'slow' || isAvoided) return { kind: 'pass-on' };
  if (openCalls === 0) return { kind: 'call' };
  if (oldestOpenMs >= slowCallMs) return { kind: 'pass-on' };
  // Whoever is not known to be quick is asked once; the others of its batch see how that goes.
  return answersQuickly ? { kind: 'call' } : { kind: 'wait', atMostMs: slowCallMs - oldestOpenMs };
}

/** What came alone because it is a suspect is called here, whatever its lane: among others it would take them along. */
export function planCall(facts: CallFacts): CallPlan {
  const { source, openCalls, timeoutMs, endsInMs } = facts;
  const plan: CallPlan = source === 'delivery' ? planFast(facts) : { kind: 'call' };
  if (plan.kind !== 'call') return plan;
  if (endsInMs < timeoutMs) return { kind: 'later' };
  const isFull = source === 'slow' && openCalls >= maxOpenCalls;
  return isFull ? { kind: 'wait', atMostMs: endsInMs - timeoutMs + 1 } : plan;
}
