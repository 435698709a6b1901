import { seededRandom } from '../../local/faults/seeded-random.ts';

export const companyIds = [
  'acme',
  'globex',
  'initech',
  'umbrella',
  'hooli',
  'stark',
  'wayne',
  'tyrell',
] as const;
export const projectIds = ['web', 'app', 'sales', 'ops', 'lab'] as const;
export const eventTypes = [
  'TODO_CREATED',
  'TODO_MOVED',
  'TODO_DELETED',
  'TODO_DONE_STATUS_UPDATED',
  'TODO_ASSIGNEE_ADDED',
  'TODO_TAG_ADDED',
  'COMMENT_CREATED',
  'COMMENT_DELETED',
  'CUSTOM_FIELD_UPDATED',
  'TODO_DUE_DATE_UPDATED',
] as const;

/** What an event says, as filters ask for it. */
export interface SoakEvent {
  readonly index: number;
  readonly type: string;
  readonly companyId: string;
  readonly projectId: string;
  readonly actorId: string;
  readonly position: number;
  readonly title: string;
  readonly assignee: string | undefined;
  /** RFC 3339 */
  readonly occurredAt: string;
}

const firstAtMs = Date.parse('2026-01-01T00:00:00.000Z');

export function pick<Item>(items: readonly Item[], random: number): Item {
  const item = items[Math.floor(random * items.length)];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

/** The event of this number: the same for the same seed, so that none has to be remembered. */
export function soakEvent(seed: string, index: number): SoakEvent {
  const next = seededRandom(`${seed}/event/${index}`);
  return {
    index,
    type: pick(eventTypes, next()),
    companyId: pick(companyIds, next()),
    projectId: pick(projectIds, next()),
    actorId: `user-${Math.floor(next() * 5)}`,
    position: Math.floor(next() * 1_000),
    title: `${pick(['urgent', 'draft', 'later'], next())} thing ${index} "ä😀"`,
    assignee: next() < 0.5 ? undefined : 'user-1',
    occurredAt: new Date(firstAtMs + index * 1_000).toISOString(),
  };
}

/** The Detail as the producer writes it: with a number and a space that reading and writing it again would change. */
export function detailOf(event: SoakEvent): string {
  const { index, companyId, projectId, actorId, position, title, assignee, occurredAt } = event;
  const currentValue = JSON.stringify({ id: `e${index}`, position, title, assignee });
  return `{"companyId":"${companyId}","projectId":"${projectId}","recordId":"e${index}","actorId":"${actorId}","occurredAt":"${occurredAt}","exact":1.50, "previousValue":null,"currentValue":${currentValue}}`;
}

/** Every byte that a receiver must get. */
export function bodyOf(event: SoakEvent): string {
  return `{"type":"${event.type}","timestamp":"${event.occurredAt}","data":${detailOf(event)}}`;
}

/** Which event a body is of, by its record; `undefined` for none of ours. */
export function indexIn(body: string): number | undefined {
  const [, digits] = /"recordId":"e(\d+)"/.exec(body) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
