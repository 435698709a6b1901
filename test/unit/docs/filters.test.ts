import { join } from 'node:path';
import { expect, it } from 'vitest';
import { operators } from '../../../functions/domain/conditions/operators.ts';
import { filterExamples } from '../../support/filter-examples.ts';

const code = (value: unknown) => `\`${JSON.stringify(value)}\``;

function exampleLines(name: string): string[] {
  return filterExamples
    .filter(({ operator }) => operator === name)
    .flatMap(({ title, conditions, wanted, unwanted, time }) => [
      '',
      `${title}${time === undefined ? '' : `; the event is of ${time}`}:`,
      '',
      '```json',
      JSON.stringify(conditions),
      '```',
      '',
      ...wanted.map(data => `- ✓ ${code(data)}`),
      ...unwanted.map(data => `- ✗ ${code(data)}`),
    ]);
}

function operatorLines([name, operator]: [string, (typeof operators)[keyof typeof operators]]): string[] {
  const caseless = operator.ignoresCase ? ' Takes `ignoreCase`.' : '';
  return ['', `### ${name}`, '', `${operator.about}${caseless}`, ...exampleLines(name)];
}

/** The page as it should be; `npx vitest run test/unit/docs/filters.test.ts --project unit --update` writes it. */
const page = `# Filters

A filter says which events reach a webhook. It is a list of clauses: an event is wanted when **one** of them wants it. A clause says
**when** (event types), **where** (companies and their projects) and, if you like, **only if** (conditions):

\`\`\`json
{
  "anyOf": [
    {
      "eventTypes": ["TODO_MOVED", "TODO_DONE_STATUS_UPDATED"],
      "companies": [{ "companyId": "acme", "projectIds": ["website", "app"] }],
      "conditions": { "field": "todoListId", "op": "became", "value": "done" }
    }
  ]
}
\`\`\`

- **All** is said by \`"*"\`: \`"eventTypes": ["*"]\`, \`"projectIds": "*"\`. New types and projects are in it. An empty list is an error, never everything.
- **All but some**: \`"eventTypes": ["*"], "exceptEventTypes": ["COMMENT_CREATED"]\`, and \`"projectIds": "*", "exceptProjectIds": ["test"]\`.
- Up to 20 clauses, 100 event types in each, 100 companies, and 5,000 projects of a company; 200,000 bytes as JSON.
- Conditions never name \`companyId\` or \`projectId\`: companies and projects are chosen in \`companies\`, and nothing can widen them.

**Try it first.** \`POST /v1/filters/preview\` takes a filter and events, makes nothing, and says which of them are wanted; of one that is
not, which part failed first and what that saw. It tries the filter on a sample of recent events too ([how it is taken](decisions/event-sample.md)),
says how many events a day to expect, and puts the filter into a sentence, in English or Russian, with names from the directory. \`GET /v1/webhooks/{id}/why?eventId=…\` says so of an event that did, or did not, come.
\`?language=en\`, or \`ru\`, gives each webhook that is read its sentence.

## Conditions

A condition asks one thing of one field: \`{"field","op","value"}\`. Conditions are joined by \`{"all":[…]}\`, \`{"any":[…]}\` and
\`{"not":{…}}\`, up to ten deep and a hundred in a clause.

A **field** is named by its path in the event's \`data\`, as receivers get it: \`actorId\`, \`currentValue.title\`, \`currentValue.todoList.title\`.
Operators on changes (\`was\`, \`became\`, \`changed\`, …) name the field of the record itself: \`title\`.

**Lists** on the way are gone through: a condition holds when it holds of one value. Those that say no (\`ne\`, \`notIn\`, \`not\`) hold when it
holds of none. Conditions in one \`all\` that lead into the same list speak of the same element of it; what is under \`not\` is judged on its own.

A field that the catalog's [schemas](event-types.md) do not know is taken as it is, unless they know one of almost that name. An operator or
a value that cannot fit what the schema says of a field is refused. Every error says where it is and what to write instead.
${['all', 'any', 'not'].map(name => ['', `### ${name}`, ...exampleLines(name)].join('\n')).join('\n')}

## Operators
${Object.entries(operators).flatMap(operatorLines).join('\n')}

## Patterns

Whoever knows [EventBridge's content patterns](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html) can
write one over \`data\` instead of a tree, with every operator: \`{"pattern":{"currentValue":{"position":[{"numeric":[">",10]}]}}}\`.

## What EventBridge does, and what is left

A filter is compiled to one event pattern: filters that mean the same in another order give the same pattern. EventBridge matches it, so
what nobody wants costs no delivery. The pattern **never misses** a wanted event. Some things it cannot say:

| what | what EventBridge does then |
| --- | --- |
| \`contains\`, and \`*\` inside a wildcard | looks whether there is a value, or how it begins or ends |
| \`before\`, \`after\`, \`inLast\`, \`inNext\` | looks whether there is a value |
| \`ne\`, \`notIn\`, \`was\`, \`became\` of a list | looks whether one value is another |
| \`changed\`, \`onlyChanged\` with more than four names | looks whether anything changed |
| several conditions of one field | the sharpest of them |
| a pattern of more than 2,048 characters, such as 1,000 projects | leaves out the longest parts, never companies |

What is left is checked exactly before each call, before anything is written or counted. An event that it finds unwanted has cost a message
and a look at it; \`residual\` in the preview names each part that is left, and the metric \`EventUnwanted\` counts such
events. Rules never have wildcards, of which a bus allows thirty.

That pattern and check together decide as the filter says is tested with 20,000 random filters against a naive reading of it
(\`test/unit/domain/conditions\`), and every example of this page goes through the bus (\`test/integration/filters.test.ts\`).
`;

it('each operator has an example', () => {
  const shown = new Set(filterExamples.map(({ operator }) => operator));
  expect([...shown].sort()).toEqual([...Object.keys(operators), 'all', 'any', 'not'].sort());
});

it('docs/filters.md shows every operator with its examples', async () => {
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/filters.md'));
});
