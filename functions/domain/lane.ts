import type { Webhook } from './webhook.ts';

/**
 * Two ways to a receiver. `fast`: small batches at once, and calls end after the construct's requestTimeout. `slow`: large batches
 * after a second of gathering, with all the time that a webhook may ask for. Which one, its rule says.
 */
export type Lane = 'fast' | 'slow';

export const lanes: readonly Lane[] = ['fast', 'slow'];

type LaneFacts = Pick<Webhook, 'options' | 'slowSince'>;

/** Whether its owner grants each call more time than the fast lane has: then it is slow, however quick it answers. */
export function isSlowByChoice({ options }: Pick<Webhook, 'options'>, requestTimeoutMs: number): boolean {
  return options.timeoutSeconds !== undefined && options.timeoutSeconds * 1000 > requestTimeoutMs;
}

/** @param requestTimeoutMs the construct's requestTimeout */
export function laneOf(webhook: LaneFacts, requestTimeoutMs: number): Lane {
  return webhook.slowSince !== undefined || isSlowByChoice(webhook, requestTimeoutMs) ? 'slow' : 'fast';
}

/**
 * How long one call may take: what the owner said, else the construct's requestTimeout, and never longer than the function lives.
 * @param endsInMs until when the function must have the answer
 */
export function callTimeoutMs(
  { options }: Pick<Webhook, 'options'>,
  requestTimeoutMs: number,
  endsInMs: number,
): number {
  const wantedMs = options.timeoutSeconds === undefined ? requestTimeoutMs : options.timeoutSeconds * 1000;
  return Math.max(1, Math.min(wantedMs, endsInMs));
}

/** The webhook without what was found of its receiver: it has another one now. */
export function unmeasured<Part extends Pick<Webhook, 'slowSince'>>(webhook: Part): Omit<Part, 'slowSince'> {
  const { slowSince: _, ...rest } = webhook;
  return rest;
}
