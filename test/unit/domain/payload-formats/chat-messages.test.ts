import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTypeNames } from '../../../../functions/domain/event-catalog.ts';
import { exampleDetail } from '../../../../functions/domain/event-examples/event-examples.ts';
import { discordPayload } from '../../../../functions/domain/payload-formats/discord.ts';
import { sentenceOf } from '../../../../functions/domain/payload-formats/event-sentences.ts';
import { slackPayload } from '../../../../functions/domain/payload-formats/slack.ts';
import { teamsPayload } from '../../../../functions/domain/payload-formats/teams.ts';
import messages from '../../../fixtures/payload-formats/messages.json' with { type: 'json' };
import { payloadInput } from './payload-input.ts';

const services = [
  ['slack', slackPayload],
  ['teams', teamsPayload],
  ['discord', discordPayload],
] as const;

describe.each(services)('%s', (name, payload) => {
  it.each(messages)('$name', message => {
    const { type, detail } = message;
    expect(payload(payloadInput(detail, { type }))).toEqual({
      contentType: 'application/json',
      body: JSON.stringify(message[name]),
    });
  });
});

describe('the health check', () => {
  const check = payloadInput(
    '{}',
    { type: 'WEBHOOK_HEALTH_CHECK' },
    { name: 'Tasks <to> *us*', template: { text: '{{data.nothing}}' } },
  );

  it('is a sentence in Slack, whatever the template says', () => {
    expect(JSON.parse(slackPayload(check).body)).toEqual({
      text: 'Health check: messages of the webhook “Tasks &lt;to&gt; ∗us∗” arrive here',
      blocks: [
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: '*Health check:* messages of the webhook “Tasks &lt;to&gt; ∗us∗” arrive here',
            verbatim: true,
          },
        },
      ],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it('is a sentence in Discord', () => {
    expect(JSON.parse(discordPayload(check).body)).toEqual({
      content: '**Health check:** messages of the webhook “Tasks \\<to> \\*us\\*” arrive here',
      allowed_mentions: { parse: [] },
    });
  });

  it('is a sentence in Teams', () => {
    const [{ content }] = JSON.parse(teamsPayload(check).body).attachments;
    expect(content.body).toEqual([
      {
        type: 'RichTextBlock',
        inlines: [
          { type: 'TextRun', text: 'Health check: ', weight: 'Bolder' },
          { type: 'TextRun', text: 'messages of the webhook “Tasks <to> *us*” arrive here' },
        ],
      },
    ]);
  });
});

describe('every event type of the catalog', () => {
  it('has a sentence of its own', () => {
    const sentences = eventTypeNames.map(type => sentenceOf(type, {}, 'record'));
    expect(sentences.filter(sentence => sentence.startsWith('Event '))).toEqual([]);
    expect(new Set(sentences).size).toBe(eventTypeNames.length);
  });

  it.each(eventTypeNames)('%s: its example names thing, project and person', type => {
    const { body } = slackPayload(payloadInput(JSON.stringify(exampleDetail(type)), { type }));
    const [{ text }] = JSON.parse(body).blocks;
    expect(text.text).toMatch(/^\*[^*]+:\* [A-Z]/);
    expect(text.text).toContain('\n*Project:* Website relaunch\n*By:* ');
  });
});

/** Texts that are special somewhere, and long ones. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<!channel>',
    '&',
    '`',
    '*',
    '_',
    '@everyone',
    '[a](https://x.example)',
    '{{',
    '\n',
    '"',
    '\\',
  ),
  fc.constantFrom('&', '<', '\\', '😀', '*', '\ud83d', '😀\u202e').map(character => character.repeat(5_000)),
);
const thing = fc.dictionary(
  fc.constantFrom('title', 'name', 'text', 'todoList', 'project', 'users', 'id'),
  nasty,
);
const hostileDetail = fc.record({
  companyId: nasty,
  projectId: nasty,
  recordId: nasty,
  actorId: nasty,
  changes: fc.dictionary(
    nasty,
    fc.record({ from: nasty, to: fc.oneof(nasty, fc.array(nasty), fc.jsonValue()) }),
  ),
  currentValue: fc.oneof(thing, fc.record({ title: nasty, todoList: thing, project: thing, todo: thing })),
});
const templates = fc.constantFrom(
  undefined,
  { text: '*{{type}}* {{data.currentValue.title}}\n{{data.changes}} {{data.projectId}}' },
  { text: `${'& '.repeat(900)}{{data.currentValue.title}}{{data.projectId}}` },
);

describe('whatever an event holds', () => {
  const whatever = (holds: (detail: string, template: { text: string } | undefined) => void) =>
    fc.assert(
      fc.property(hostileDetail, templates, (detail, template) => holds(JSON.stringify(detail), template)),
      { numRuns: 300 },
    );
  const input = (detail: string, template: { text: string } | undefined) =>
    payloadInput(detail, {}, template === undefined ? {} : { template });

  it('a Slack section has 1 to 3,000 characters, and no mention or link', () => {
    whatever((detail, template) => {
      const { text, blocks } = JSON.parse(slackPayload(input(detail, template)).body);
      const section: string = blocks[0].text.text;
      expect(section.length).toBeGreaterThan(0);
      expect(section.length).toBeLessThanOrEqual(3_000);
      expect(`${text}${section}`).not.toMatch(/[<>]|&(?!amp;|lt;|gt;| )|[\p{Cs}\u202e]|(?!\n)\p{Cc}/u);
    });
  });

  it('a Discord message keeps its limits, and pings nobody', () => {
    whatever((detail, template) => {
      const { content, embeds, allowed_mentions } = JSON.parse(discordPayload(input(detail, template)).body);
      expect(content.length).toBeGreaterThan(0);
      expect(content.length).toBeLessThanOrEqual(2_000);
      expect((embeds?.[0].description ?? '').length).toBeLessThanOrEqual(4_096);
      expect(allowed_mentions).toEqual({ parse: [] });
      expect(content).not.toMatch(/@(?!\u200b)|(?<!\\)[<[]/);
    });
  });

  it('a Teams message has less than 28 KB', () => {
    whatever((detail, template) => {
      const { body } = teamsPayload(input(detail, template));
      expect(Buffer.byteLength(body)).toBeLessThan(28 * 1024);
    });
  });
});
