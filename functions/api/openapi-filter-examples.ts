import type { PreviewInput, PreviewView } from '../domain/wire/preview-schema.ts';
import type { WhyView } from '../domain/wire/why-schema.ts';

const companies: PreviewInput['filter']['anyOf'][number]['companies'] = [
  { companyId: 'acme', projectIds: ['website'] },
];
const place = { companyId: 'acme', projectId: 'website' };
const moved = (from: string, to: string) => ({
  type: 'TODO_MOVED',
  source: 'crm',
  data: {
    ...place,
    previousValue: { id: 'todo-1', title: 'Ship it', todoListId: from },
    currentValue: { id: 'todo-1', title: 'Ship it', todoListId: to },
  },
});

const input = {
  filter: {
    anyOf: [
      {
        eventTypes: ['TODO_MOVED'],
        companies,
        conditions: {
          all: [
            { op: 'became', field: 'todoListId', value: 'list-2' },
            { op: 'contains', field: 'currentValue.title', value: 'ship', ignoreCase: true },
          ],
        },
      },
    ],
  },
  language: 'en',
  recent: 10,
  events: [moved('list-1', 'list-2'), moved('list-2', 'list-1')],
} satisfies PreviewInput;

const miss = {
  clause: 0,
  pointer: '/filter/anyOf/0/conditions/all/0',
  reason: 'condition' as const,
  detail: 'became does not hold: previousValue.todoListId is "list-2"; currentValue.todoListId is "list-1".',
  asked: 'its list became “list-2”',
  seen: [
    { field: 'previousValue.todoListId', values: ['list-2'] },
    { field: 'currentValue.todoListId', values: ['list-1'] },
  ],
};

const ofLists = 'Of a list, EventBridge can ask whether one value is another, not whether none is this one.';
const ofTexts = 'EventBridge is asked for the beginning or the end of a text only, or whether there is one.';

/** Of the operations that try filters out. */
export function filterExamples(eventId: string) {
  return {
    previewFilter: {
      request: input,
      answer: {
        sentence:
          'When a record is moved in “website” of “acme”, its list became “list-2”, and its title contains “ship” (in any letter case)',
        pattern: {
          detail: {
            companyId: ['acme'],
            currentValue: { title: [{ exists: true }], todoListId: ['list-2'] },
            previousValue: { todoListId: [{ 'anything-but': ['list-2'] }, { exists: false }] },
            projectId: ['website'],
          },
          'detail-type': ['TODO_MOVED'],
        },
        residual: [
          { pointer: '/filter/anyOf/0/conditions/all/0', detail: ofLists },
          { pointer: '/filter/anyOf/0/conditions/all/1', detail: ofTexts },
        ],
        events: [
          { matches: true, clause: 0, misses: [] },
          { matches: false, clause: null, misses: [miss] },
        ],
        recent: [
          {
            event: { id: eventId, type: 'TODO_MOVED', time: '2026-01-09T14:05:12Z', ...place },
            matches: true,
            clause: 0,
            misses: [],
          },
        ],
        volume: { perDay: 12.29, passedPerDay: 30.71, days: 7, isWhole: true, sentence: 'about 12 a day' },
      } satisfies PreviewView,
    },
    whyWebhook: {
      answer: {
        eventId,
        outcome: 'unwanted',
        detail: 'The filter does not want it.',
        deliveryId: null,
        verdict: { matches: false, clause: null, misses: [miss] },
      } satisfies WhyView,
    },
  };
}
