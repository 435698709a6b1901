import { capitalized, withArticle } from '../nouns.ts';
import { member } from './event-data.ts';

/** What happened, in words; for a change of `done` it depends on what it became. */
type Sentence = string | { readonly done: string; readonly undone: string };

/** By event type of the catalog. */
const sentences: Readonly<Record<string, Sentence>> = {
  COMMENT_CREATED: 'A comment was added',
  COMMENT_DELETED: 'A comment was deleted',
  COMMENT_UPDATED: 'A comment was changed',
  CUSTOM_FIELD_CREATED: 'A custom field was created',
  CUSTOM_FIELD_DELETED: 'A custom field was deleted',
  CUSTOM_FIELD_UPDATED: 'A custom field was changed',
  TAG_CREATED: 'A tag was created',
  TAG_DELETED: 'A tag was deleted',
  TAG_UPDATED: 'A tag was changed',
  TODO_ASSIGNEE_ADDED: 'Somebody was assigned to a record',
  TODO_ASSIGNEE_REMOVED: 'Somebody is no longer assigned to a record',
  TODO_CHECKLIST_CREATED: 'A checklist was added to a record',
  TODO_CHECKLIST_DELETED: 'A checklist was deleted',
  TODO_CHECKLIST_ITEM_ASSIGNEE_ADDED: 'Somebody was assigned to a checklist item',
  TODO_CHECKLIST_ITEM_ASSIGNEE_REMOVED: 'Somebody is no longer assigned to a checklist item',
  TODO_CHECKLIST_ITEM_CREATED: 'A checklist item was added',
  TODO_CHECKLIST_ITEM_DELETED: 'A checklist item was deleted',
  TODO_CHECKLIST_ITEM_DONE_STATUS_UPDATED: {
    done: 'A checklist item was completed',
    undone: 'A checklist item was reopened',
  },
  TODO_CHECKLIST_ITEM_DUE_DATE_ADDED: 'A checklist item got a due date',
  TODO_CHECKLIST_ITEM_DUE_DATE_REMOVED: 'A checklist item lost its due date',
  TODO_CHECKLIST_ITEM_DUE_DATE_UPDATED: 'The due date of a checklist item was changed',
  TODO_CHECKLIST_ITEM_NAME_CHANGED: 'A checklist item was renamed',
  TODO_CHECKLIST_NAME_CHANGED: 'A checklist was renamed',
  TODO_CREATED: 'A record was created',
  TODO_CUSTOM_FIELD_UPDATED: 'A custom field of a record was changed',
  TODO_DELETED: 'A record was deleted',
  TODO_DONE_STATUS_UPDATED: { done: 'A record was completed', undone: 'A record was reopened' },
  TODO_DUE_DATE_ADDED: 'A record got a due date',
  TODO_DUE_DATE_REMOVED: 'A record lost its due date',
  TODO_DUE_DATE_UPDATED: 'The due date of a record was changed',
  TODO_LIST_CREATED: 'A list was created',
  TODO_LIST_DELETED: 'A list was deleted',
  TODO_LIST_NAME_CHANGED: 'A list was renamed',
  TODO_MOVED: 'A record was moved',
  TODO_NAME_CHANGED: 'A record was renamed',
  TODO_TAG_ADDED: 'A tag was added to a record',
  TODO_TAG_REMOVED: 'A tag was removed from a record',
};

/**
 * @param value what the event is about, as it is now
 * @param record what the operator calls a record
 */
export function sentenceOf(type: string, value: unknown, record: string): string {
  const sentence = Object.hasOwn(sentences, type) ? sentences[type] : undefined;
  if (sentence === undefined) return `Event ${type}`;
  if (typeof sentence === 'string') return withNoun(sentence, record);
  return withNoun(member(value, 'done') === false ? sentence.undone : sentence.done, record);
}

function withNoun(sentence: string, record: string): string {
  const noun = withArticle(record);
  return sentence.replace(/\ba record\b/, () => noun).replace(/^A record\b/, () => capitalized(noun));
}
