import type { Filter } from '../../functions/domain/filter.ts';
import { seededRandom } from '../../local/faults/seeded-random.ts';
import { type ReceiverKind, receiverKindNames, receiverKinds } from './receiver-kinds.ts';
import { companyIds, eventTypes, pick, projectIds, type SoakEvent } from './soak-events.ts';

interface Condition {
  readonly pattern: Readonly<Record<string, unknown>>;
  /** The same in plain words of this test. */
  holds(event: SoakEvent): boolean;
}

const conditions: readonly Condition[] = [
  {
    pattern: { currentValue: { position: [{ numeric: ['>=', 250] }] } },
    holds: ({ position }) => position >= 250,
  },
  {
    pattern: { currentValue: { title: [{ prefix: 'urgent' }, { prefix: 'later' }] } },
    holds: ({ title }) => title.startsWith('urgent') || title.startsWith('later'),
  },
  {
    pattern: { currentValue: { title: [{ 'anything-but': { prefix: 'draft' } }] } },
    holds: ({ title }) => !title.startsWith('draft'),
  },
  {
    pattern: { currentValue: { assignee: [{ exists: false }] } },
    holds: ({ assignee }) => assignee === undefined,
  },
  {
    pattern: { $or: [{ currentValue: { position: [{ numeric: ['<', 500] }] } }, { actorId: ['user-1'] }] },
    holds: ({ position, actorId }) => position < 500 || actorId === 'user-1',
  },
];

interface Clause {
  /** `undefined`: every type. */
  readonly types: readonly string[] | undefined;
  readonly companies: readonly {
    readonly companyId: string;
    readonly projects: readonly string[] | undefined;
  }[];
  readonly condition: Condition | undefined;
}

/** A webhook of the soak. */
export interface SoakWebhook {
  readonly index: number;
  readonly kind: ReceiverKind;
  readonly clauses: readonly Clause[];
}

/** Whether a webhook wants an event, decided in the plainest way: nothing here is the product's. */
export function wants({ clauses }: SoakWebhook, event: SoakEvent): boolean {
  for (const { types, companies, condition } of clauses) {
    const isType = types === undefined || types.includes(event.type);
    const isPlace = companies.some(
      ({ companyId, projects }) =>
        companyId === event.companyId && (projects === undefined || projects.includes(event.projectId)),
    );
    if (isType && isPlace && (condition === undefined || condition.holds(event))) return true;
  }
  return false;
}

/** A webhook's filter as the API takes it. */
export function filterOf({ clauses }: SoakWebhook): Filter {
  return {
    anyOf: clauses.map(({ types, companies, condition }) => ({
      eventTypes: types ?? ['*'],
      companies: companies.map(({ companyId, projects }) => ({ companyId, projectIds: projects ?? '*' })),
      ...(condition === undefined ? {} : { conditions: { pattern: condition.pattern } }),
    })),
  };
}

function some<Item>(items: readonly Item[], count: number, next: () => number): Item[] {
  const chosen = new Set<Item>();
  while (chosen.size < count) chosen.add(pick(items, next()));
  return [...chosen];
}

function clauseOf(next: () => number): Clause {
  return {
    types: next() < 0.3 ? undefined : some(eventTypes, 4, next),
    companies: some(companyIds, next() < 0.5 ? 1 : 2, next).map(companyId => ({
      companyId,
      projects: next() < 0.5 ? undefined : some(projectIds, 2, next),
    })),
    condition: next() < 0.4 ? undefined : pick(conditions, next()),
  };
}

/** At least one of each kind, as many as its share, the rest healthy. */
export function kindsOf(count: number, kinds: readonly ReceiverKind[]): ReceiverKind[] {
  const ill = kinds
    .filter(kind => kind !== 'healthy')
    .flatMap(kind =>
      new Array<ReceiverKind>(Math.max(1, Math.round((receiverKinds[kind].share * count) / 100))).fill(kind),
    );
  const healthy = Math.max(0, count - ill.length);
  return [...new Array<ReceiverKind>(healthy).fill('healthy'), ...ill].slice(0, count);
}

/** The webhooks of a soak: the same for the same seed. */
export function soakWebhooks(seed: string, count: number, kinds = receiverKindNames): SoakWebhook[] {
  return kindsOf(count, kinds).map((kind, index) => {
    const next = seededRandom(`${seed}/webhook/${index}`);
    const clauses = Array.from({ length: next() < 0.3 ? 2 : 1 }, () => clauseOf(next));
    return { index, kind, clauses };
  });
}
