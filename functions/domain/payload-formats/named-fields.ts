import type { DirectoryKind } from '../directory.ts';

/** Fields of events whose values are ids, or things with ids, that a directory may have names of. */
const kinds: ReadonlyMap<string, DirectoryKind> = new Map([
  ['actorId', 'person'],
  ['assigneeId', 'person'],
  ['assigneeIds', 'person'],
  ['assignees', 'person'],
  ['company', 'company'],
  ['companyId', 'company'],
  ['createdById', 'person'],
  ['customFieldId', 'custom-field'],
  ['customFields', 'custom-field'],
  ['listId', 'list'],
  ['project', 'project'],
  ['projectId', 'project'],
  ['todoList', 'list'],
  ['todoListId', 'list'],
  ['updatedById', 'person'],
  ['user', 'person'],
  ['userId', 'person'],
  ['userIds', 'person'],
  ['users', 'person'],
]);

export function kindOfField(field: string): DirectoryKind | undefined {
  return kinds.get(field);
}
