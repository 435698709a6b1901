import type { EventType, Filter, FinehookClient, Preview, TestEvent } from '../../../client/api/client.ts';
import { isObject } from '../../../event-contract/exact-json.ts';
import type { Names } from '../names/names.ts';
import { testedTypes } from '../webhook/test/tested-types.ts';

/** What the test of a draft tells of. */
interface Sample {
  readonly event: TestEvent;
  /** It has happened; else it is the catalog's example. */
  readonly isReal: boolean;
}

/** What is known where a draft is being made. */
export interface DraftFacts {
  readonly filter: Filter;
  readonly recent: Preview['recent'] | undefined;
  readonly eventTypes: readonly EventType[];
  readonly names: Pick<Names, 'companies' | 'nameOf'>;
  /** There may be more to tell of in a moment. */
  readonly isLoading: boolean;
}

const mostRecent = 100;

/** The newest event that the filter wants, as far as the service still has it. */
async function realEvent(
  client: FinehookClient,
  recent: DraftFacts['recent'],
): Promise<TestEvent | undefined> {
  const wanted = recent?.find(({ matches }) => matches)?.event;
  if (wanted === undefined) return undefined;
  const { id, companyId, type: eventType } = wanted;
  const { items } = await client.listRecentEvents({ companyId, eventType, limit: mostRecent });
  const found = items?.find(event => event.id === id);
  return found === undefined ? undefined : { type: found.type, data: found.data };
}

interface Thing {
  readonly id: string;
  readonly name: string;
}

/** The value with these things in the place of those that had the ids before, at any depth. */
function withThings(value: unknown, things: ReadonlyMap<string, Thing>): unknown {
  if (Array.isArray(value)) return value.map(one => withThings(one, things));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withThings(member, things)]);
  const thing = typeof value.id === 'string' ? things.get(value.id) : undefined;
  return { ...Object.fromEntries(members), ...thing };
}

/**
 * The example of the first event that was chosen, in the first place that was.
 * @param now RFC 3339
 * @returns undefined when the catalog has none
 */
export function exampleOf(
  { filter, eventTypes, names }: Pick<DraftFacts, 'filter' | 'eventTypes' | 'names'>,
  now: string,
): TestEvent | undefined {
  const [clause] = filter.anyOf;
  const [place] = clause?.companies ?? [];
  if (clause === undefined || place === undefined) return undefined;
  const withExample = eventTypes.filter(({ example }) => example !== null).map(({ name }) => name);
  const tested = testedTypes({ anyOf: [clause] }, withExample);
  const name = clause.eventTypes.find(chosen => tested.includes(chosen)) ?? tested[0];
  const example = eventTypes.find(type => type.name === name)?.example ?? undefined;
  if (name === undefined || example === undefined) return undefined;
  const { companyId, projectIds, exceptProjectIds = [] } = place;
  const known = names.companies.find(({ id }) => id === companyId)?.projects.map(({ id }) => id) ?? [];
  const projects = projectIds === '*' ? known : projectIds;
  const projectId = projects.find(id => !exceptProjectIds.includes(id));
  const thingOf = (kind: 'company' | 'project', id: string): Thing => ({
    id,
    name: names.nameOf(kind, companyId, id),
  });
  const things = new Map<string, Thing>();
  if (typeof example.companyId === 'string') things.set(example.companyId, thingOf('company', companyId));
  if (typeof example.projectId === 'string' && projectId !== undefined) {
    things.set(example.projectId, thingOf('project', projectId));
  }
  const told = Object.entries(example).map(([member, value]) => [member, withThings(value, things)]);
  const where = { companyId, ...(projectId !== undefined && { projectId }), occurredAt: now };
  return { type: name, data: { ...Object.fromEntries(told), ...where } };
}

/** @returns undefined when there is nothing to tell of: then a test is a health check */
export async function sampleOf(
  client: FinehookClient,
  facts: DraftFacts,
  now: string,
): Promise<Sample | undefined> {
  const real = await realEvent(client, facts.recent);
  if (real !== undefined) return { event: real, isReal: true };
  const example = exampleOf(facts, now);
  return example && { event: example, isReal: false };
}
