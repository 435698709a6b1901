import { sampleCompanies, sampleLists, sampleTitles } from './sample-names.ts';

/** As `POST /v1/events` takes it. */
export interface SampleEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Entity = Readonly<Record<string, unknown>>;
interface Happening {
  readonly type: string;
  /** What it changes of the record as it was; null for what did not change the record. */
  readonly change: (record: Entity, turn: Turn) => Entity | null;
}

interface Turn {
  readonly person: { readonly id: string; readonly name: string };
  readonly nowMs: number;
}

const dayMs = 86_400_000;
const at = (ms: number): string => new Date(ms).toISOString();
const personOf = ({ person }: Turn) => ({ id: person.id, fullName: person.name });
const inList = (place: number): Entity => ({
  todoListId: sampleLists[place]?.id,
  todoList: { id: sampleLists[place]?.id, title: sampleLists[place]?.name },
});

/** The life of a sample record, from its making to its end. */
const life: readonly Happening[] = [
  { type: 'TODO_CREATED', change: record => record },
  { type: 'TODO_ASSIGNEE_ADDED', change: (_, turn) => ({ users: [personOf(turn)] }) },
  { type: 'TODO_DUE_DATE_ADDED', change: (_, { nowMs }) => ({ duedAt: at(nowMs + 3 * dayMs) }) },
  { type: 'TODO_MOVED', change: () => inList(1) },
  {
    type: 'TODO_TAG_ADDED',
    change: () => ({ tags: [{ id: 'tag-urgent', title: 'Urgent', color: '#d2453c' }] }),
  },
  { type: 'COMMENT_CREATED', change: () => null },
  { type: 'TODO_DUE_DATE_UPDATED', change: (_, { nowMs }) => ({ duedAt: at(nowMs + 7 * dayMs) }) },
  { type: 'TODO_MOVED', change: () => inList(2) },
  { type: 'TODO_NAME_CHANGED', change: ({ title }) => ({ title: `${title} (2nd try)` }) },
  { type: 'TODO_MOVED', change: () => inList(3) },
  { type: 'TODO_DONE_STATUS_UPDATED', change: () => ({ done: true }) },
];

/** The record as it is after so many steps of its life. */
function recordAfter(steps: number, born: Entity, turn: Turn): Entity {
  let record = born;
  for (const { change } of life.slice(0, steps)) record = { ...record, ...change(record, turn) };
  return record;
}

/** The one and the other in turn: what happens in each project at once is at another point of its life. */
const projects = sampleCompanies.flatMap(({ id, projects, people }) =>
  projects.map(project => ({ companyId: id, projectId: project.id, people })),
);

const pick = <Item>(items: readonly Item[], number: number): Item => {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('there is nothing to pick');
  return item;
};

/**
 * What happens next in the sample companies: the same for the same number.
 * @param number from 0 on
 */
export function sampleEvent(number: number, nowMs: number): SampleEvent {
  const { companyId, projectId, people } = pick(projects, number);
  const round = Math.floor(number / projects.length) + (number % projects.length) * 3;
  const recordNumber = Math.floor(round / life.length);
  const step = round % life.length;
  const { type } = pick(life, step);
  const person = pick(people, round);
  const turn: Turn = { person, nowMs };
  const recordId = `record-${projectId}-${recordNumber}`;
  const born: Entity = {
    id: recordId,
    title: pick(sampleTitles, recordNumber + projectId.length),
    text: 'Made up, so that there is something to see.',
    done: false,
    archived: false,
    position: 65_535,
    tags: [],
    users: [],
    createdAt: at(nowMs),
    createdById: person.id,
    ...inList(0),
  };
  const base = { companyId, projectId, recordId, actorId: person.id, occurredAt: at(nowMs) };
  const record = recordAfter(step + 1, born, turn);
  if (type === 'COMMENT_CREATED') {
    const comment = {
      id: `comment-${recordId}`,
      text: 'Looks good to me.',
      user: personOf(turn),
      todo: record,
    };
    return { type, data: { ...base, previousValue: null, currentValue: comment } };
  }
  const previousValue = step === 0 ? null : recordAfter(step, born, turn);
  return { type, data: { ...base, previousValue, currentValue: record } };
}
