import { eventTypeNames as defaultNames } from '../../event-contract/event-types.ts';
import type { FaultText } from './errors.ts';
import { nearName } from './near-name.ts';

/** Sent before a webhook is enabled again; no webhook can subscribe to it. */
export const healthCheckType = 'WEBHOOK_HEALTH_CHECK';

/** Event types that webhooks can subscribe to. */
export const eventTypeNames: readonly string[] = defaultNames;

/** In a clause's `eventTypes`: every event, said explicitly. */
export const everyEventType = '*';

/**
 * What to say of a name that is not in the catalog.
 * @param names all that are
 */
export function unknownEventType(name: string, names: readonly string[]): FaultText {
  const near = nearName(name, names);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return { code: 'unknown-event-type', detail: `No such event type.${meant}` };
}
