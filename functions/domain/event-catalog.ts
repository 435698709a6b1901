import { nearName } from './near-name.ts';

/** Sent before a webhook is enabled again; no webhook can subscribe to it. */
export const healthCheckType = 'WEBHOOK_HEALTH_CHECK';

/**
 * Event types that come with Finehook: Blue's 37 (https://blue.cc/api, webhooks). What the catalog says of them is in
 * `event-types`; further ones are stored.
 */
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

/** In a clause's `eventTypes`: every event, said explicitly. */
export const everyEventType = '*';

/**
 * What to say of a name that is not in the catalog.
 * @param names all that are
 */
export function unknownEventType(name: string, names: readonly string[]): string {
  const near = nearName(name, names);
  return near === undefined ? 'No such event type.' : `No such event type. Did you mean ${near}?`;
}
