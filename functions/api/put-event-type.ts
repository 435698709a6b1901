import { eventTypeChange } from '../domain/audit/audited-event-type.ts';
import { ProblemError } from '../domain/errors.ts';
import { type EventTypeChange, withContent } from '../domain/event-types/event-type.ts';
import { type EventTypeInput, eventTypeName } from '../domain/wire/event-type-schema.ts';
import { explainIssues } from '../domain/wire/explain-issues.ts';
import type { ApiDeps } from './deps.ts';
import { checkContentMatch, contentTag } from './entity-tag.ts';
import { checkMayChangeCatalog, eventTypeView, findEventType } from './find-event-type.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** What is read at once whenever somebody names a type that is not known: more would be slow. */
export const maxStoredTypes = 1_000;

/** @throws ProblemError `too-many-event-types` */
export async function checkRoom(
  { eventTypes }: Pick<ApiDeps, 'eventTypes'>,
  changes: readonly EventTypeChange[],
): Promise<void> {
  const added = changes.filter(({ before }) => before === undefined).length;
  if (added === 0 || (await eventTypes.names()).length + added <= maxStoredTypes) return;
  throw new ProblemError(
    'too-many-event-types',
    `The catalog keeps ${maxStoredTypes} event types of your own at most. Delete some that nobody needs.`,
  );
}

export const changedMeanwhile =
  'The catalog was changed by others at the same time. Read it again, then try again.';

function checkName(name: string): void {
  const result = eventTypeName.safeParse(name);
  if (result.success) return;
  const [fault] = explainIssues(eventTypeName, name, result.error.issues);
  throw new ProblemError(
    'invalid-request',
    `The name of the event type is not valid. ${fault?.detail ?? ''}`.trim(),
  );
}

/** Adds a type, or gives one other content: all of it, nothing is left from before. */
export async function putEventType(
  { key, name, body, ifMatch, audit }: OperationRequest<EventTypeInput, unknown>,
  deps: Pick<ApiDeps, 'eventTypes' | 'now'>,
): Promise<Answer> {
  checkMayChangeCatalog(key);
  checkName(name);
  const { current, stored } = await findEventType(deps.eventTypes, name);
  checkContentMatch(ifMatch, current === undefined ? undefined : eventTypeView(current));
  const type = withContent(name, body, current, new Date(deps.now()).toISOString());
  if (type !== current) {
    const changes = [{ type, before: stored }];
    await checkRoom(deps, changes);
    await audit.record(eventTypeChange(current, type));
    if (!(await deps.eventTypes.save(changes))) throw new ProblemError('conflict', changedMeanwhile);
  }
  const view = eventTypeView(type);
  return current === undefined
    ? { status: 201, headers: { etag: contentTag(view), location: `/v1/event-types/${name}` }, body: view }
    : { status: 200, headers: { etag: contentTag(view) }, body: view };
}
