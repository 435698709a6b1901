import { eventTypeNames } from '../../../event-contract/event-types.ts';
import { compileFilter } from '../../../functions/domain/compile-filter.ts';
import type { Conditions } from '../../../functions/domain/conditions/condition.ts';
import { seededRandom } from '../../../local/faults/seeded-random.ts';

const projectsOfCompany = 20;
const fields = ['title', 'position', 'done', 'dueDate', 'assignee', 'tags'];

/** Who has webhooks and events. */
export interface World {
  readonly companies: number;
  readonly rules: number;
  readonly seed: string;
}

type Random = () => number;

function upTo(random: Random, most: number): number {
  return Math.floor(random() * most);
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[upTo(random, items.length)];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

function some<Item>(random: Random, most: number, make: () => Item): Item[] {
  return [...new Set(Array.from({ length: 1 + upTo(random, most) }, make))];
}

const companyId = (nth: number) => `company-${String(nth).padStart(6, '0')}`;
const projectId = (nth: number) => `project-${String(nth).padStart(3, '0')}`;

function conditionsOf(random: Random): Conditions {
  return pick<Conditions>(random, [
    { op: 'changed', field: pick(random, fields) },
    { op: 'gt', field: 'currentValue.position', value: upTo(random, 1_000) },
    { op: 'eq', field: 'currentValue.assignee', value: `user-${upTo(random, 50)}` },
    { op: 'startsWith', field: 'currentValue.title', value: pick(random, ['urgent', 'draft', 'later']) },
    {
      all: [
        { op: 'in', field: 'actorId', value: [`user-${upTo(random, 50)}`, `user-${upTo(random, 50)}`] },
        { not: { op: 'eq', field: 'currentValue.done', value: true } },
      ],
    },
  ]);
}

/** The patterns of webhooks as people make them: most of one company, of a few projects and types, half with conditions. */
export function rulesOf({ companies, rules, seed }: World): string[] {
  const random = seededRandom(`${seed}/rules`);
  return Array.from({ length: rules }, () => {
    const projectIds = some(random, 3, () => projectId(upTo(random, projectsOfCompany)));
    const eventTypes = some(random, 4, () => pick<string>(random, eventTypeNames));
    const clause = {
      eventTypes: random() < 0.1 ? ['*'] : eventTypes,
      companies: some(random, random() < 0.1 ? 3 : 1, () => companyId(upTo(random, companies))).map(id => ({
        companyId: id,
        projectIds: random() < 0.3 ? ('*' as const) : projectIds,
      })),
    };
    const conditions = random() < 0.5 ? { conditions: conditionsOf(random) } : {};
    return compileFilter({ anyOf: [{ ...clause, ...conditions }] }).pattern;
  });
}

/** Events of the same companies, unless `elsewhere` says otherwise, as EventBridge hands them to rules: 900 bytes of JSON. */
export function eventsOf(
  { companies, seed }: World,
  events: number,
  elsewhere: { readonly companyId?: string; readonly projectId?: string } = {},
): string[] {
  const random = seededRandom(`${seed}/events`);
  return Array.from({ length: events }, (_, nth) => {
    const field = pick(random, fields);
    const record = {
      id: `todo-${nth}`,
      title: `${pick(random, ['urgent', 'draft', 'later', 'new'])} thing ${nth}`,
      position: upTo(random, 1_000),
      done: random() < 0.2,
      dueDate: '2026-03-01T09:00:00.000Z',
      assignee: `user-${upTo(random, 50)}`,
      tags: ['backend', 'customer'],
      text: 'What there is to do, in a sentence or two as people write them.',
    };
    return JSON.stringify({
      version: '0',
      id: `7bf73129-1428-4cd3-a780-${String(nth).padStart(12, '0')}`,
      'detail-type': pick<string>(random, eventTypeNames),
      source: 'crm',
      account: '123456789012',
      time: '2026-02-01T10:00:00Z',
      region: 'eu-west-1',
      resources: [],
      detail: {
        companyId: companyId(upTo(random, companies)),
        projectId: projectId(upTo(random, projectsOfCompany)),
        ...elsewhere,
        recordId: record.id,
        actorId: `user-${upTo(random, 50)}`,
        occurredAt: '2026-02-01T10:00:00.123Z',
        previousValue: { ...record, [field]: null },
        currentValue: record,
        changes: { [field]: { from: null, to: 'new' } },
        changedFields: field,
      },
    });
  });
}
