import { timeOfWebhookId } from './identifiers.ts';

/** A webhook's rule is being made for at most this long, milliseconds: the api function, which makes it, runs for 29 s at most. */
export const settlingMs = 60_000;

/**
 * Whether a webhook that is not in the table may be written yet: the api function makes its id, asks for its rule, and only then
 * writes it. Within `settlingMs` of its id's time, on either side: clocks differ.
 * @param webhookId of the form that `isWebhookId` recognises
 */
export function isBeingCreated(webhookId: string, nowMs: number): boolean {
  return Math.abs(nowMs - timeOfWebhookId(webhookId)) < settlingMs;
}
