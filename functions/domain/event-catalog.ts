import { nearName } from './near-name.ts';

/** Sent before a webhook is enabled again; no webhook can subscribe to it. */
export const healthCheckType = 'WEBHOOK_HEALTH_CHECK';

/** Event types that webhooks can subscribe to: Blue's 37 (https://blue.cc/api, webhooks). */
export const eventTypeNames: readonly string[] = [
  'COMMENT_CREATED',
  'COMMENT_DELETED',
  'COMMENT_UPDATED',
  'CUSTOM_FIELD_CREATED',
  'CUSTOM_FIELD_DELETED',
  'CUSTOM_FIELD_UPDATED',
  'TAG_CREATED',
  'TAG_DELETED',
  'TAG_UPDATED',
  'TODO_ASSIGNEE_ADDED',
  'TODO_ASSIGNEE_REMOVED',
  'TODO_CHECKLIST_CREATED',
  'TODO_CHECKLIST_DELETED',
  'TODO_CHECKLIST_ITEM_ASSIGNEE_ADDED',
  'TODO_CHECKLIST_ITEM_ASSIGNEE_REMOVED',
  'TODO_CHECKLIST_ITEM_CREATED',
  'TODO_CHECKLIST_ITEM_DELETED',
  'TODO_CHECKLIST_ITEM_DONE_STATUS_UPDATED',
  'TODO_CHECKLIST_ITEM_DUE_DATE_ADDED',
  'TODO_CHECKLIST_ITEM_DUE_DATE_REMOVED',
  'TODO_CHECKLIST_ITEM_DUE_DATE_UPDATED',
  'TODO_CHECKLIST_ITEM_NAME_CHANGED',
  'TODO_CHECKLIST_NAME_CHANGED',
  'TODO_CREATED',
  'TODO_CUSTOM_FIELD_UPDATED',
  'TODO_DELETED',
  'TODO_DONE_STATUS_UPDATED',
  'TODO_DUE_DATE_ADDED',
  'TODO_DUE_DATE_REMOVED',
  'TODO_DUE_DATE_UPDATED',
  'TODO_LIST_CREATED',
  'TODO_LIST_DELETED',
  'TODO_LIST_NAME_CHANGED',
  'TODO_MOVED',
  'TODO_NAME_CHANGED',
  'TODO_TAG_ADDED',
  'TODO_TAG_REMOVED',
];

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
