import { eventTypeNames as defaultNames } from '../../event-contract/event-types.ts';
import { nearName } from './near-name.ts';

/** Sent before a webhook is enabled again; no webhook can subscribe to it. */
export const healthCheckType = 'WEBHOOK_HEALTH_CHECK';

/** Event types that webhooks can subscribe to. */
export const eventTypeNames: readonly string[] = defaultNames;

const known: ReadonlySet<string> = new Set(eventTypeNames);

/** In a clause's `eventTypes`: every event, said explicitly. */
export const everyEventType = '*';

export function isKnownEventType(name: string): boolean {
  return known.has(name);
}

/** What to say of a name that is not in the catalog. */
export function unknownEventType(name: string): string {
  const near = nearName(name, eventTypeNames);
  return near === undefined ? 'No such event type.' : `No such event type. Did you mean ${near}?`;
}
