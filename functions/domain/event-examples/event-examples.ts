import { deriveChanges } from '../../../event-contract/derive-changes.ts';
import { type ExampleThings, exampleThings, type Place, type Thing } from './example-things.ts';

/** What was, and what is. */
interface Story {
  readonly previousValue: Thing | null;
  readonly currentValue: Thing | null;
}

function created(currentValue: Thing): Story {
  return { previousValue: null, currentValue };
}

function deleted(previousValue: Thing): Story {
  return { previousValue, currentValue: null };
}

/** @param beside members that follow the changed one */
function changed(
  thing: Thing,
  field: string,
  [from, to]: readonly [unknown, unknown],
  beside: Thing = {},
): Story {
  return {
    previousValue: { ...thing, [field]: from },
    currentValue: { ...thing, [field]: to, ...beside },
  };
}

const [dueDate, laterDueDate] = ['2026-01-12T16:00:00.000Z', '2026-01-14T16:00:00.000Z'];

/** By event type of the catalog. */
const stories: Readonly<Record<string, (things: ExampleThings) => Story>> = {
  COMMENT_CREATED: ({ comment }) => created(comment),
  COMMENT_DELETED: ({ comment }) => deleted(comment),
  COMMENT_UPDATED: ({ comment }) =>
    changed(comment, 'text', [comment.text, 'Legal has approved everything.']),
  CUSTOM_FIELD_CREATED: ({ field }) => created(field),
  CUSTOM_FIELD_DELETED: ({ field }) => deleted(field),
  CUSTOM_FIELD_UPDATED: ({ field }) => changed(field, 'name', [field.name, 'Budget 2026']),
  TAG_CREATED: ({ tag }) => created(tag),
  TAG_DELETED: ({ tag }) => deleted(tag),
  TAG_UPDATED: ({ tag }) => changed(tag, 'color', [tag.color, '#21ba45']),
  TODO_ASSIGNEE_ADDED: ({ task, ada, ben }) => changed(task, 'users', [[ada], [ada, ben]]),
  TODO_ASSIGNEE_REMOVED: ({ task, ada, ben }) => changed(task, 'users', [[ada, ben], [ada]]),
  TODO_CHECKLIST_CREATED: ({ checklist }) => created(checklist),
  TODO_CHECKLIST_DELETED: ({ checklist }) => deleted(checklist),
  TODO_CHECKLIST_ITEM_ASSIGNEE_ADDED: ({ item, ada, ben }) => changed(item, 'users', [[ada], [ada, ben]]),
  TODO_CHECKLIST_ITEM_ASSIGNEE_REMOVED: ({ item, ada, ben }) => changed(item, 'users', [[ada, ben], [ada]]),
  TODO_CHECKLIST_ITEM_CREATED: ({ item }) => created(item),
  TODO_CHECKLIST_ITEM_DELETED: ({ item }) => deleted(item),
  TODO_CHECKLIST_ITEM_DONE_STATUS_UPDATED: ({ item }) => changed(item, 'done', [false, true]),
  TODO_CHECKLIST_ITEM_DUE_DATE_ADDED: ({ item }) => changed(item, 'duedAt', [null, dueDate]),
  TODO_CHECKLIST_ITEM_DUE_DATE_REMOVED: ({ item }) => changed(item, 'duedAt', [dueDate, null]),
  TODO_CHECKLIST_ITEM_DUE_DATE_UPDATED: ({ item }) => changed(item, 'duedAt', [dueDate, laterDueDate]),
  TODO_CHECKLIST_ITEM_NAME_CHANGED: ({ item }) =>
    changed(item, 'title', [item.title, 'Proofread the small print']),
  TODO_CHECKLIST_NAME_CHANGED: ({ checklist }) =>
    changed(checklist, 'title', [checklist.title, 'Last checks']),
  TODO_CREATED: ({ task }) => created(task),
  TODO_CUSTOM_FIELD_UPDATED: ({ task, budget }) =>
    changed(task, 'customFields', [[{ ...budget, value: 1200 }], [{ ...budget, value: 1450.5 }]]),
  TODO_DELETED: ({ task }) => deleted(task),
  TODO_DONE_STATUS_UPDATED: ({ task }) => changed(task, 'done', [false, true]),
  TODO_DUE_DATE_ADDED: ({ task }) => changed(task, 'duedAt', [null, dueDate]),
  TODO_DUE_DATE_REMOVED: ({ task }) => changed(task, 'duedAt', [dueDate, null]),
  TODO_DUE_DATE_UPDATED: ({ task }) => changed(task, 'duedAt', [dueDate, laterDueDate]),
  TODO_LIST_CREATED: ({ review }) => created(review),
  TODO_LIST_DELETED: ({ review }) => deleted(review),
  TODO_LIST_NAME_CHANGED: ({ review }) => changed(review, 'title', [review.title, 'In review']),
  TODO_MOVED: ({ task, doing, review }) =>
    changed(task, 'todoListId', [doing.id, review.id], { todoList: review }),
  TODO_NAME_CHANGED: ({ task }) => changed(task, 'title', [task.title, 'Publish the new pricing page']),
  TODO_TAG_ADDED: ({ task, launch, urgent }) => changed(task, 'tags', [[launch], [launch, urgent]]),
  TODO_TAG_REMOVED: ({ task, launch, urgent }) => changed(task, 'tags', [[launch, urgent], [launch]]),
};

/** The place of the examples that documents show. */
export const examplePlace: Place = { companyId: 'acme', projectId: 'website' };

/** A record is a task: what is inside of one has its id too. */
function recordIdOf(value: Thing | null, task: Thing): string | undefined {
  const isTask = value?.id === task.id || JSON.stringify(value).includes(`"id":"${String(task.id)}"`);
  return isTask ? String(task.id) : undefined;
}

const exampleTime = '2026-01-09T14:05:12.345Z';

/**
 * The detail of a realistic event, as a platform publishes it and receivers get it as `data`.
 * @param occurredAt RFC 3339
 * @returns `undefined` for a type that is not in the catalog
 */
export function exampleDetail(
  type: string,
  place: Place = examplePlace,
  occurredAt = exampleTime,
): Thing | undefined {
  const story = Object.hasOwn(stories, type) ? stories[type] : undefined;
  if (story === undefined) return undefined;
  const things = exampleThings(place);
  const { previousValue, currentValue } = story(things);
  const changes =
    previousValue === null || currentValue === null ? undefined : deriveChanges(previousValue, currentValue);
  const recordId = recordIdOf(currentValue ?? previousValue, things.task);
  return {
    companyId: place.companyId,
    projectId: place.projectId,
    ...(recordId === undefined ? {} : { recordId }),
    actorId: things.ada.id,
    occurredAt,
    sequence: 48_117,
    ...(changes === undefined ? {} : { changes, changedFields: Object.keys(changes).sort().join(',') }),
    previousValue,
    currentValue,
  };
}
