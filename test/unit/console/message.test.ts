import { describe, expect, it } from 'vitest';
import { type Message, readMessage } from '../../../console/src/message/message.ts';
import type { Line } from '../../../console/src/message/runs.ts';
import { payloadFormats } from '../../../functions/domain/payload-formats/payload-formats.ts';
import type { PayloadFormat } from '../../../functions/domain/webhook.ts';
import { webhookState } from '../../support/webhook-state.ts';

/** What the service sends of an event. */
function bodyOf(format: PayloadFormat, currentValue: Record<string, unknown>, template?: string): string {
  const state = webhookState({ format, ...(template !== undefined && { template: { text: template } }) });
  const detailText = JSON.stringify({ companyId: 'acme', projectId: 'website', currentValue });
  const event = { id: 'e1', type: 'TODO_CREATED', time: '2026-01-02T03:04:05Z', detailText };
  return payloadFormats[format]({ state, event }).body;
}

const textOf = (lines: readonly Line[]): string[] => lines.map(line => line.map(({ text }) => text).join(''));

function messageOf(body: string): Message {
  const message = readMessage(body);
  if (message === undefined) throw new Error(`no message: ${body}`);
  return message;
}

/** Zero-width spaces keep mentions and functions from being ones; nobody sees them. */
const seen = (text: string): string => text.replaceAll('\u200b', '');

const hostile = [
  '"><img src=x onerror=alert(1)> & <script>',
  '&lt;b&gt; &amp;amp;',
  'a*b_c~d`e \\ [label](https://evil.example) https://evil.example',
  '<!channel> <https://evil.example|click> @everyone {{DATE(2026-01-01T00:00:00Z,SHORT)}}',
  '# heading - 1. item > quote | table',
  '«Задача» 😀',
];

describe('a message as it looks', () => {
  it('in Slack: bold labels, and names as they are', () => {
    expect(readMessage(bodyOf('slack', { title: 'Publish', todoListId: 'l1' }))).toEqual({
      service: 'slack',
      lines: [
        [{ text: 'A record was created:', isBold: true }, { text: ' Publish' }],
        [{ text: 'List:', isBold: true }, { text: ' l1' }],
        [{ text: 'Project:', isBold: true }, { text: ' website' }],
      ],
      embedded: [],
    });
  });

  it('in Teams: the runs of its card', () => {
    expect(readMessage(bodyOf('teams', { title: 'Publish' }))).toEqual({
      service: 'teams',
      lines: [
        [{ text: 'A record was created: ', isBold: true }, { text: 'Publish' }],
        [{ text: 'Project: ', isBold: true }, { text: 'website' }],
      ],
      embedded: [],
    });
  });

  it('in Discord: what is set apart stands apart', () => {
    expect(readMessage(bodyOf('discord', { title: 'Publish' }))).toEqual({
      service: 'discord',
      lines: [[{ text: 'A record was created:', isBold: true }, { text: ' Publish' }]],
      embedded: [[{ text: 'Project:', isBold: true }, { text: ' website' }]],
    });
  });

  it.each(hostile)('shows a name as its owner wrote it, and makes no link of it: %s', title => {
    for (const format of ['teams', 'discord'] as const) {
      const { lines } = messageOf(bodyOf(format, { title }));
      expect([format, ...textOf(lines.slice(0, 1)).map(seen)]).toEqual([
        format,
        `A record was created: ${title}`,
      ]);
      expect(lines.flat().filter(({ href }) => href !== undefined)).toEqual([]);
    }
    const { lines } = messageOf(bodyOf('slack', { title }));
    // Slack knows no escape for what begins formatting: other characters stand for it.
    const told = textOf(lines)[0]?.replace(
      /[∗ˍ∼ˋ]/g,
      mark => ({ '∗': '*', ˍ: '_', '∼': '~', ˋ: '`' })[mark] ?? '',
    );
    expect(told).toBe(`A record was created: ${title}`);
    expect(lines.flat().filter(({ href }) => href !== undefined)).toEqual([]);
  });

  it.each([
    ['slack', '*Done* by _Ada_, not ~Bob~: `x<y` <https://app.example/t/1?a=1&amp;b=2|open> <!here> <@U1>'],
    ['discord', '**Done** by _Ada_, not ~~Bob~~: `x<y` [open](https://app.example/t/1?a=1&b=2) @here @U1'],
    ['teams', '**Done** by *Ada*, not ~~Bob~~: `x<y` [open](https://app.example/t/1?a=1&b=2) @here @U1'],
  ] as const)('shows the markup of a template: %s', (format, template) => {
    expect(messageOf(bodyOf(format, { title: 'x' }, template)).lines).toEqual([
      [
        { text: 'Done', isBold: true },
        { text: ' by ' },
        { text: 'Ada', isItalic: true },
        { text: ', not ' },
        { text: 'Bob', isStruck: true },
        { text: ': ' },
        { text: 'x<y', isCode: true },
        { text: ' ' },
        { text: 'open', href: 'https://app.example/t/1?a=1&b=2' },
        { text: ' @here @U1' },
      ],
    ]);
  });

  it('has the lines of a template, and marks within words as marks', () => {
    expect(textOf(messageOf(bodyOf('slack', { title: 'x' }, 'one\n\nsnake_case_name 2*3*4')).lines)).toEqual([
      'one',
      '',
      'snake_case_name 2*3*4',
    ]);
    expect(textOf(messageOf(bodyOf('teams', { title: 'x' }, 'one\ntwo')).lines)).toEqual(['one', 'two']);
  });

  it('links to nothing but web pages', () => {
    const body = JSON.stringify({
      text: '',
      blocks: [
        {
          type: 'section',
          text: { text: '<javascript:alert(1)|a> <data:text/html,x|b> <http://c.example|c>' },
        },
      ],
    });
    const [line] = messageOf(body).lines;
    expect(line).toEqual([{ text: 'a b ' }, { text: 'c', href: 'http://c.example' }]);
  });

  it.each(['standard', 'blue', 'cloudevents'] as const)('is none of the format %s', format => {
    expect(readMessage(bodyOf(format, { title: 'x', content: 'y', blocks: [] }))).toBeUndefined();
  });

  it.each(['', 'no JSON', '[]', '"text"', '{"text":"x"}', '{"content":"x"}', '{"type":"message"}'])(
    'is none of %s',
    body => {
      expect(readMessage(body)).toBeUndefined();
    },
  );

  it('is empty of a body whose parts are not what they should be', () => {
    const body = JSON.stringify({ text: '', blocks: [null, 7, { text: { text: [] } }] });
    expect(textOf(messageOf(body).lines)).toEqual(['']);
    const card = JSON.stringify({
      type: 'message',
      attachments: [null, { content: { body: [{ inlines: 5 }] } }],
    });
    expect(messageOf(card).lines).toEqual([]);
  });
});
