import type { PutOutcome } from '../../event-contract/put-entries.ts';
import { healthCheckType } from './event-catalog.ts';

/** An event of a customer's platform, on its way to the bus. */
export interface PublishedEvent {
  readonly type: string;
  readonly source: string;
  /** RFC 3339. */
  readonly time: string;
  /** Detail as JSON text, with every number as its producer wrote it. */
  readonly detailText: string;
}

/** Puts events onto the bus that webhooks' rules are on. */
export interface EventPublisher {
  /**
   * Those that the bus may take later are tried again within some seconds.
   * @returns an outcome per event, in order
   */
  publish(events: readonly PublishedEvent[]): Promise<readonly PutOutcome[]>;
}

/** What Finehook itself tells: operational events, and health checks, which look like events to receivers. */
const reserved = /^(webhook|delivery)\./i;

export function isReservedType(name: string): boolean {
  return name === healthCheckType || reserved.test(name);
}
