import { type Fault, ProblemError } from '../domain/errors.ts';
import { exampleDetail, examplePlace } from '../domain/event-examples/event-examples.ts';
import type { Place } from '../domain/event-examples/example-things.ts';
import type { FinehookEvent } from '../domain/queue-message.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { TestInput } from '../domain/wire/test-schema.ts';
import type { ApiDeps } from './deps.ts';
import { findEventType } from './find-event-type.ts';

/** What a test tells of. */
export type TestEvent = Pick<FinehookEvent, 'type' | 'detailText'>;

/** Where the example happens: in a project that the webhook names, so that a receiver knows it. */
export function placeOf({ ownerCompanyId, filter }: Webhook): Place {
  const terms = filter.anyOf.flatMap(({ companies }) => companies);
  const projects = terms.flatMap(({ companyId, projectIds }) =>
    companyId === ownerCompanyId && projectIds !== '*' ? projectIds : [],
  );
  return { companyId: ownerCompanyId, projectId: projects[0] ?? examplePlace.projectId };
}

/** @throws ProblemError `invalid-request` */
export async function checkTestedType(
  { eventType, event }: TestInput,
  { knownEventTypes }: Pick<ApiDeps, 'knownEventTypes'>,
): Promise<void> {
  const pointer = event === undefined ? '/eventType' : '/event/type';
  for (const [, fault] of await knownEventTypes.faultsOf([event?.type ?? eventType ?? ''])) {
    throw invalid({ pointer, ...fault });
  }
}

function invalid(fault: Fault): ProblemError {
  return new ProblemError('invalid-request', 'The body is not valid.', [fault]);
}

/**
 * The example of a type as it would have come from this place.
 * @throws ProblemError `invalid-request` when the type has none
 */
async function exampleText(
  name: string,
  place: Place,
  { eventTypes }: Pick<ApiDeps, 'eventTypes'>,
  now: string,
): Promise<string> {
  const { stored, current } = await findEventType(eventTypes, name);
  if (stored === undefined && current !== undefined) return JSON.stringify(exampleDetail(name, place, now));
  if (stored?.example !== undefined) return JSON.stringify({ ...stored.example, ...place, occurredAt: now });
  throw invalid({
    pointer: '/eventType',
    code: 'no-example',
    detail: 'The catalog has no example of this event type. Send an "event" of your own instead.',
  });
}

/** @throws ProblemError `invalid-request` */
export async function testEvent(
  { eventType = '', event }: TestInput,
  place: Place,
  deps: Pick<ApiDeps, 'eventTypes'>,
  now: string,
): Promise<TestEvent> {
  if (event !== undefined) return { type: event.type, detailText: JSON.stringify(event.data) };
  return { type: eventType, detailText: await exampleText(eventType, place, deps, now) };
}
