import type { StoredDelivery } from '../domain/delivery.ts';

/** How the work on one message ended. */
export type Outcome =
  /** What has to be durable is durable: SQS may delete the message. */
  | { readonly kind: 'ack' }
  /** Reported as a batch item failure: the message comes again, when its visibility says. */
  | { readonly kind: 'return' }
  /** The receiver took it; the message may be deleted once this record is stored. */
  | { readonly kind: 'delivered'; readonly stored: StoredDelivery };

export const ack: Outcome = { kind: 'ack' };
export const comeAgain: Outcome = { kind: 'return' };
