import type { Log } from './ports.ts';

/** Asks that a webhook be seen to soon; whoever is asked finds it later by itself, too. */
export interface WebhookRequests {
  request(webhookId: string): Promise<void>;
}

/** Asks that a webhook's held deliveries be released soon. */
export type ReleaseRequests = WebhookRequests;

/** Asks that a webhook whose first health check is due soon be checked when it is time. */
export type CheckRequests = WebhookRequests;

/** Asks that a delivery be sent now whose next run somebody has begun; the sweeper's schedule finds what such a request missed. */
export interface SendRequests {
  request(deliveryId: string): Promise<void>;
}

/** Asks that a webhook's resend be begun now; the sweeper's schedule finds what such a request missed. */
export type ResendRequests = WebhookRequests;

/** Asks that a company's webhooks listen soon to what they were granted, and to no more. */
export interface GrantRequests {
  request(companyId: string): Promise<void>;
}

/** Asks that a webhook's rule be put as it should be soon. */
export type RuleRequests = WebhookRequests;

/**
 * What was asked for is found by who does it, in time, if the asking fails: so that is no error of who asks.
 * @param left what is left to whom, for the log
 */
export async function askOrLeave(
  asked: Promise<void>,
  log: Log,
  left: string,
  ids: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await asked;
  } catch (error) {
    log.error(left, { ...ids, error });
  }
}
