import { maxDetailBytes, withChanges } from '../../event-contract/event-detail.ts';
import type { PutOutcome } from '../../event-contract/put-entries.ts';
import { type Caller, covers, nounOf } from '../domain/caller.ts';
import { type Fault, type FaultText, ProblemError } from '../domain/errors.ts';
import { jsonPointer } from '../domain/json-pointer.ts';
import { isReservedType, type PublishedEvent } from '../domain/published-event.ts';
import { maxFaults } from '../domain/wire/explain-issues.ts';
import {
  defaultSource,
  type EventToPublish,
  maxEventsAtOnce,
  type PublishedView,
  type PublishInput,
} from '../domain/wire/publish-schema.ts';
import type { ApiDeps } from './deps.ts';
import { notHeld } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { KnownEventTypes } from './known-event-types.ts';
import type { OperationRequest } from './operation.ts';

export const publishDescription = `For producers outside of AWS; those in AWS put events on the bus themselves. The body is an event, or a list of up to ${maxEventsAtOnce}: all of them are published, or, when anything is wrong with one, none. A key publishes events of its companies only.

\`data\` goes to receivers as it is, every number as it is written, at most ${maxDetailBytes.toLocaleString('en')} bytes of it. Where it has no \`changes\`, and \`previousValue\` and \`currentValue\` are objects, \`changes\` (\`{"<field>":{"from","to","direction"?}}\`) is made of them, and counts for the size; \`"changes":null\` prevents that. \`changedFields\` is always made of \`changes\`: the sorted names, joined by \`,\`. \`source\` is \`${defaultSource}\` by default.

The answer says for each event whether the bus has it, after some seconds of trying. Repeat those that \`failed\` and are \`retryable\`, as a request of their own: an event of which nothing is known may come twice. When no event got through and all may later, the answer is 503.`;

/** An event, and where the body has it. */
interface Given {
  readonly path: readonly number[];
  readonly companyId: string;
  readonly event: PublishedEvent;
}

function givenOf(body: PublishInput, now: string): Given[] {
  const given = ({ type, source, time = now, data }: EventToPublish, path: readonly number[]): Given => ({
    path,
    companyId: data.companyId,
    event: { type, source, time, detailText: JSON.stringify(withChanges(data)) },
  });
  return Array.isArray(body) ? body.map((event, index) => given(event, [index])) : [given(body, [])];
}

/** @throws ProblemError `forbidden` with a pointer for each event that is not of the key's companies */
function checkCompanies(key: Caller, given: readonly Given[]): void {
  const faults = given
    .filter(({ companyId }) => !covers(key, [companyId]))
    .map(({ path }) => notHeld(key, jsonPointer([...path, 'data', 'companyId'])));
  if (faults.length === 0) return;
  throw new ProblemError(
    'forbidden',
    `This ${nounOf(key)} does not hold the company of every event. Nothing was published.`,
    faults,
  );
}

const ofReserved: FaultText = {
  code: 'reserved-event-type',
  detail: 'Events of this type are told by Finehook itself.',
};

/** What to say of each type that nobody publishes. */
async function typeFaults(given: readonly Given[], known: KnownEventTypes): Promise<Map<string, FaultText>> {
  const types = [...new Set(given.map(({ event }) => event.type))];
  const reserved = types.filter(isReservedType);
  const unknown = await known.faultsOf(types.filter(type => !isReservedType(type)));
  return new Map([...unknown, ...reserved.map((type): [string, FaultText] => [type, ofReserved])]);
}

function faultsOf({ event, path }: Given, ofTypes: ReadonlyMap<string, FaultText>): Fault[] {
  const wrongType = ofTypes.get(event.type);
  const bytes = Buffer.byteLength(event.detailText);
  const faults: Fault[] = [];
  if (wrongType !== undefined) faults.push({ pointer: jsonPointer([...path, 'type']), ...wrongType });
  if (bytes <= maxDetailBytes) return faults;
  const detail = `The data has ${bytes} bytes with its changes; at most ${maxDetailBytes} are possible.`;
  const pointer = jsonPointer([...path, 'data']);
  return [...faults, { pointer, code: 'too-many-bytes', detail, limit: maxDetailBytes }];
}

function itemOf(outcome: PutOutcome): PublishedView['items'][number] {
  if (outcome.status === 'accepted') return outcome;
  const { status, code, retryable } = outcome;
  return { status, code, detail: `The event bus did not take the event: ${code}.`, retryable };
}

/**
 * Puts events onto the bus: all, or none when anything is wrong with one.
 * @throws ProblemError `forbidden`, `invalid-request`; `temporarily-unavailable` when the bus takes none of them now
 */
export async function publishEvents(
  { key, body }: OperationRequest<PublishInput, unknown>,
  { events, knownEventTypes, now, log }: Pick<ApiDeps, 'events' | 'knownEventTypes' | 'now' | 'log'>,
): Promise<Answer> {
  const given = givenOf(body, new Date(now()).toISOString());
  checkCompanies(key, given);
  const ofTypes = await typeFaults(given, knownEventTypes);
  const faults = given.flatMap(one => faultsOf(one, ofTypes)).slice(0, maxFaults);
  if (faults.length > 0) throw new ProblemError('invalid-request', 'The body is not valid.', faults);

  const outcomes = await events.publish(given.map(({ event }) => event));
  const failures = outcomes.filter(one => one.status === 'failed');
  if (failures.length > 0) {
    const reasons = [...new Set(failures.map(({ code, detail }) => `${code}: ${detail}`))];
    log.error('events were not published', {
      keyId: key.id,
      events: given.length,
      failed: failures.length,
      reasons,
    });
  }
  if (failures.length === given.length && failures.every(({ retryable }) => retryable)) {
    throw new ProblemError(
      'temporarily-unavailable',
      'The event bus took no event. Try again in a second.',
      [],
      {
        retryAfter: '1',
      },
    );
  }
  return {
    status: 202,
    body: { failed: failures.length, items: outcomes.map(itemOf) } satisfies PublishedView,
  };
}
