import type { ApiDeps } from './deps.ts';
import { eventTypeView, findEventType, noEventType } from './find-event-type.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

export async function getEventType(
  { name }: OperationRequest<unknown, unknown>,
  { eventTypes }: Pick<ApiDeps, 'eventTypes'>,
): Promise<Answer> {
  const { current } = await findEventType(eventTypes, name);
  if (current === undefined) throw noEventType();
  return { status: 200, body: eventTypeView(current) };
}
