import { eventTypeChange } from '../domain/audit/audited-event-type.ts';
import { ProblemError } from '../domain/errors.ts';
import { builtInEventTypes } from '../domain/event-types/built-in-event-types.ts';
import type { ApiDeps } from './deps.ts';
import { checkContentMatch } from './entity-tag.ts';
import { checkMayChangeCatalog, eventTypeView, findEventType, noEventType } from './find-event-type.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { changedMeanwhile } from './put-event-type.ts';

/** For OpenAPI, as CommonMark. */
export const deleteDescription =
  'Webhooks that name it stay as they are, and get its events as long as there are any. To keep people from choosing a type, mark it as deprecated instead.';

export async function deleteEventType(
  { key, name, ifMatch, audit }: OperationRequest<unknown, unknown>,
  { eventTypes }: Pick<ApiDeps, 'eventTypes'>,
): Promise<Answer> {
  checkMayChangeCatalog(key);
  if (builtInEventTypes.has(name)) {
    throw new ProblemError(
      'built-in-event-type',
      `${name} comes with Finehook. It can be changed or marked as deprecated (PUT), not deleted.`,
    );
  }
  const { stored } = await findEventType(eventTypes, name);
  if (stored === undefined) throw noEventType();
  checkContentMatch(ifMatch, eventTypeView(stored));
  await audit.record(eventTypeChange(stored, undefined));
  if (!(await eventTypes.remove(stored))) throw new ProblemError('conflict', changedMeanwhile);
  return { status: 204 };
}
