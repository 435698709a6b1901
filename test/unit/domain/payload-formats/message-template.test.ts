import { describe, expect, it } from 'vitest';
import { discordPayload } from '../../../../functions/domain/payload-formats/discord.ts';
import { templateFault } from '../../../../functions/domain/payload-formats/message-template.ts';
import { slackPayload } from '../../../../functions/domain/payload-formats/slack.ts';
import { teamsPayload } from '../../../../functions/domain/payload-formats/teams.ts';
import { payloadInput } from './payload-input.ts';

const detail = JSON.stringify({
  companyId: 'acme',
  projectId: 'website',
  recordId: 'task 4/81|x',
  occurredAt: '2026-01-09T14:05:12.345Z',
  currentValue: {
    title: '<!channel> *a* [b](c) @everyone',
    done: true,
    tags: [{ title: 'Launch' }, { title: 'Urgent' }],
    price: 'PRICE',
    nothing: null,
    snake_case: 'snake_case',
  },
}).replace('"PRICE"', '12345678901234567890.10');

const renders: [string, string, string, string][] = [
  ['{{type}}', 'TODO_MOVED', 'TODO\\_MOVED', 'TODO\\_MOVED'],
  [
    '{{ type }} at {{timestamp}}',
    'TODO_MOVED at 2026-01-09 14:05 UTC',
    'TODO\\_MOVED at 2026-01-09 14\\:05 UTC',
    'TODO\\_MOVED at 2026-01-09 14:05 UTC',
  ],
  [
    '*{{data.currentValue.title}}*',
    '*&lt;!channel&gt; ∗a∗ [b](c) @everyone*',
    '*\\<!channel> \\*a\\* \\[b\\]\\(c\\) @\u200beveryone*',
    '*\\<!channel\\> \\*a\\* \\[b\\]\\(c\\) @everyone*',
  ],
  [
    '{{data.currentValue.price}}',
    '12345678901234567890.10',
    '12345678901234567890.10',
    '12345678901234567890.10',
  ],
  ['{{data.currentValue.done}}', 'yes', 'yes', 'yes'],
  ['{{data.currentValue.tags}}', 'Launch, Urgent', 'Launch, Urgent', 'Launch, Urgent'],
  ['{{data.currentValue.tags.1.title}}', 'Urgent', 'Urgent', 'Urgent'],
  ['{{data.currentValue.snake_case}}', 'snake_case', 'snake\\_case', 'snake\\_case'],
  ['[{{data.nothing}}{{data.currentValue.nothing}}{{data.a.b.c}}]', '[]', '[]', '[]'],
  ['[{{data.constructor}}{{data.__proto__.constructor.name}}{{data.toString}}]', '[]', '[]', '[]'],
  ['[{{data.companyId.length}}{{data.companyId.0}}]', '[]', '[]', '[]'],
  ['<b>{ok} & }', '<b>{ok} & }', '<b>{ok} & }', '<b>{ok} & }'],
  ['{{{data.companyId}}}', '{acme}', '{acme}', '{acme}'],
  ['one\ntwo', 'one\ntwo', 'one\ntwo', 'one\n\ntwo'],
  [
    '<https://app.example.com/t/{{data.recordId}}?a={{data.companyId}}|{{data.companyId}}>',
    '<https://app.example.com/t/task%204%2F81%7Cx?a=acme|acme>',
    '<https://app.example.com/t/task%204%2F81%7Cx?a=acme|acme>',
    '<https://app.example.com/t/task%204%2F81%7Cx?a=acme|acme>',
  ],
  [
    '[{{data.companyId}}](https://app.example.com/t/{{data.recordId}}) {{data.recordId}}',
    '[acme](https://app.example.com/t/task%204%2F81%7Cx) task 4/81|x',
    '[acme](https://app.example.com/t/task%204%2F81%7Cx) task 4/81\\|x',
    '[acme](https://app.example.com/t/task%204%2F81%7Cx) task 4/81\\|x',
  ],
];

describe('a template', () => {
  it.each(renders)('%j', (text, slack, discord, teams) => {
    expect(templateFault(text)).toBeUndefined();
    const input = payloadInput(detail, {}, { template: { text } });
    const made = JSON.parse(slackPayload(input).body);
    expect([made.text, made.blocks[0].text]).toEqual([
      slack,
      { type: 'mrkdwn', text: slack, verbatim: true },
    ]);
    expect(JSON.parse(discordPayload(input).body)).toEqual({
      content: discord,
      allowed_mentions: { parse: [] },
    });
    expect(JSON.parse(teamsPayload(input).body)).toEqual({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.2',
            body: [{ type: 'TextBlock', text: teams, wrap: true }],
          },
        },
      ],
    });
  });

  it.each(['{{data.nothing}}', ' {{data.nothing}}\n{{data.currentValue.nothing}} '])(
    'that shows nothing, %j, gives way to the sentence: no service takes an empty message',
    text => {
      const input = payloadInput(detail, {}, { template: { text } });
      expect(JSON.parse(discordPayload(input).body).content).toMatch(/^\*\*A record was moved:\*\* /);
    },
  );

  it('has values that begin a line, which do not become lists or headings', () => {
    const shown = (title: string) => {
      const text = JSON.stringify({ currentValue: { title } });
      const input = payloadInput(text, {}, { template: { text: '{{data.currentValue.title}}' } });
      return [JSON.parse(slackPayload(input).body).text, JSON.parse(discordPayload(input).body).content];
    };
    expect(['# a', '- a', '> a', '1. a', '1.5', '+ a'].map(shown)).toEqual([
      ['# a', '\\# a'],
      ['- a', '\\- a'],
      ['＞ a', '\\> a'],
      ['1. a', '1\\. a'],
      ['1.5', '1.5'],
      ['+ a', '\\+ a'],
    ]);
  });

  it('is cut at the limit, between characters and never inside of an escape', () => {
    const text = '{{data.title}}{{data.title}}{{data.title}}{{data.title}}';
    const input = payloadInput(JSON.stringify({ title: '&'.repeat(999) }), {}, { template: { text } });
    const [{ text: section }] = JSON.parse(slackPayload(input).body).blocks;
    expect(section.text).toBe(`${'&amp;'.repeat(599)}…`);
    const { content } = JSON.parse(discordPayload(input).body);
    expect(content).toBe(`${'&'.repeat(1_998)}&…`);
  });

  it('has values of at most 1,000 characters', () => {
    const input = payloadInput(
      JSON.stringify({ title: '😀'.repeat(1_001) }),
      {},
      { template: { text: '{{data.title}}' } },
    );
    expect(JSON.parse(slackPayload(input).body).text).toBe(`${'😀'.repeat(999)}…`);
  });
});

const such = 'such as {{type}} or {{data.currentValue.title}}';
const unfinished = `Placeholders are written {{path}}, ${such}: here is one that does not begin or end so.`;
const leads = (whole: string) =>
  `${whole} cannot decide whereto a link or mention leads: write the URL as far as behind its host, such as https://app.example.com/tasks/{{data.recordId}}.`;
const names = (whole: string) =>
  `${whole} is no placeholder: names of letters, digits, _, $ and - joined by dots, ${such}.`;

describe('templateFault', () => {
  it.each([
    ['{{type', unfinished],
    ['type}}', unfinished],
    ['{{type}} {{', unfinished],
    ['{{}}', names('{{}}')],
    ['{{data..title}}', names('{{data..title}}')],
    ['{{data.}}', names('{{data.}}')],
    ['{{data[0]}}', names('{{data[0]}}')],
    ['{{#if data.x}}', names('{{#if data.x}}')],
    ['{{data.x | upper}}', names('{{data.x | upper}}')],
    ['{{process.env}}', `{{process.env}}: a placeholder begins with type, timestamp or data, ${such}.`],
    [
      '{{currentValue.title}}',
      `{{currentValue.title}}: a placeholder begins with type, timestamp or data, ${such}.`,
    ],
    ['{{data}}', `{{data}}: name a member of data, ${such}.`],
    ['{{type.name}}', '{{type.name}}: type is a text, it has no members.'],
    ['<{{data.url}}|Open>', leads('{{data.url}}')],
    ['<@{{data.actorId}}>', leads('{{data.actorId}}')],
    ['<!subteam^{{data.team}}>', leads('{{data.team}}')],
    ['[Open]({{data.url}})', leads('{{data.url}}')],
    ['[Open](<{{data.url}}>)', leads('{{data.url}}')],
    ['https://{{data.host}}/x', leads('{{data.host}}')],
    ['HTTP:{{data.rest}}', leads('{{data.rest}}')],
    ['By:{{data.actorId}}', undefined],
    ['https://a.example{{data.host}}/x', leads('{{data.host}}')],
    ['[Open](https://{{data.a}}/{{data.b}})', leads('{{data.a}}')],
    ['see {{type}} https://a.example/{{type}}?b={{type}}', undefined],
  ])('%j', (text, fault) => {
    expect(templateFault(text)?.detail).toBe(fault);
  });
});
