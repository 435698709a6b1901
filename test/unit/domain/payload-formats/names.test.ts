import { describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '../../../../functions/domain/directory.ts';
import { exampleDetail } from '../../../../functions/domain/event-examples/event-examples.ts';
import { idsShown, namesFrom } from '../../../../functions/domain/payload-formats/names.ts';
import { slackPayload } from '../../../../functions/domain/payload-formats/slack.ts';
import { payloadInput } from './payload-input.ts';

const entry = (kind: DirectoryEntry['kind'], id: string, name: string) => ({
  companyId: 'acme',
  kind,
  id,
  name,
});
const entries = [
  entry('project', 'p1', 'Web *site*'),
  entry('person', 'ada', 'Ada Lee'),
  entry('list', 'l1', 'Doing'),
  entry('list', 'l2', 'Review'),
  entry('custom-field', 'f1', 'Budget'),
];

const moved = {
  companyId: 'acme',
  projectId: 'p1',
  actorId: 'ada',
  changes: {
    todoListId: { from: 'l1', to: 'l2' },
    users: { from: [], to: ['ada', 'ben'] },
    customFields: { from: [{ id: 'f1', value: 1 }], to: [{ id: 'f1', value: 2 }] },
    title: { from: 'ada', to: 'l1' },
  },
  currentValue: { title: 'T', todoListId: 'l2' },
};

function linesOf(detail: object, known: readonly DirectoryEntry[] = entries): string[] {
  const input = { ...payloadInput(JSON.stringify(detail)), names: namesFrom(known) };
  return JSON.parse(slackPayload(input).body).blocks[0].text.text.split('\n');
}

describe('a message with names', () => {
  it('shows them instead of ids, where ids stand', () => {
    expect(linesOf(moved)).toEqual([
      '*A record was moved:* T',
      '*List:* Doing → Review',
      '*Assignees:* – → Ada Lee, ben',
      '*Custom fields:* Budget: 1 → Budget: 2',
      '*Title:* ada → l1',
      '*Project:* Web ∗site∗',
      '*By:* Ada Lee',
    ]);
  });

  it('shows ids without them', () => {
    expect(linesOf(moved, [])).toEqual([
      '*A record was moved:* T',
      '*List:* l1 → l2',
      '*Assignees:* – → ada, ben',
      '*Custom fields:* f1: 1 → f1: 2',
      '*Title:* ada → l1',
      '*Project:* p1',
      '*By:* ada',
    ]);
  });

  it('prefers the names in the event: they were so when it happened', () => {
    const project = { id: 'p1', name: 'In the event' };
    const [doing, review] = [
      { id: 'l1', title: 'l2', project },
      { id: 'l2', title: 'Now', project },
    ];
    const detail = {
      ...moved,
      changes: { todoListId: { from: 'l1', to: 'l2' } },
      previousValue: { todoList: doing },
      currentValue: {
        title: 'T',
        todoListId: 'l2',
        todoList: review,
        user: { id: 'ada', fullName: 'A. L.' },
      },
    };
    expect(linesOf(detail)).toEqual([
      '*A record was moved:* T',
      '*List:* l2 → Now',
      '*Project:* In the event',
      '*By:* A. L.',
    ]);
    expect(idsShown('slack', payloadInput(JSON.stringify(detail)))).toEqual([]);
  });

  it('tells once of an id and of the thing that it is of', () => {
    const [doing, now] = [
      { id: 'l1', title: 'Doing' },
      { id: 'l2', title: 'Now' },
    ];
    const detail = {
      ...moved,
      changes: { todoList: { from: doing, to: now }, todoListId: { from: 'l1', to: 'l2' } },
      previousValue: { todoList: doing },
      currentValue: { title: 'T', todoList: now },
    };
    expect(linesOf(detail).filter(line => line.startsWith('*List:*'))).toEqual(['*List:* Doing → Now']);
  });
});

describe('idsShown', () => {
  const shown = (detail: object, format: 'slack' | 'standard' = 'slack', template?: string) => {
    const webhook = template === undefined ? {} : { template: { text: template } };
    return idsShown(format, payloadInput(JSON.stringify(detail), {}, webhook)).map(
      ({ companyId, kind, id }) => `${companyId} ${kind} ${id}`,
    );
  };

  it('are those that the message shows, once each, of the event’s company', () => {
    expect(shown(moved).sort()).toEqual([
      'acme custom-field f1',
      'acme list l1',
      'acme list l2',
      'acme person ada',
      'acme person ben',
      'acme project p1',
    ]);
  });

  it('are none for programs, for templates and for events that name everything', () => {
    expect(shown(moved, 'standard')).toEqual([]);
    expect(shown(moved, 'slack', '{{data.projectId}}')).toEqual([]);
    expect(shown(exampleDetail('TODO_MOVED') ?? {})).toEqual([]);
  });

  it('are only those that a directory can have', () => {
    const long = 'x'.repeat(129);
    expect(shown({ companyId: 'acme', projectId: long, actorId: '\ud800' })).toEqual([]);
    expect(shown({ companyId: long, projectId: 'p1' })).toEqual([]);
    expect(shown({ companyId: 7, projectId: 'p1' })).toEqual([]);
    const users = Array.from({ length: 10 }, (_, n) => `u${n}`);
    const changes = Object.fromEntries(
      ['users', 'assignees', 'userIds', 'assigneeIds'].flatMap(field => [
        [field, { from: users.map(id => `${field}${id}`), to: users.map(id => `${field}to${id}`) }],
      ]),
    );
    expect(shown({ companyId: 'acme', changes }).length).toBe(80);
  });
});
