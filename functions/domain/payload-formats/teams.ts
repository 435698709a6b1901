import { chatPayload } from './chat-format.ts';
import type { ChatMessage } from './chat-message.ts';
import { markdownEscape } from './markdown-escape.ts';

/**
 * A message has 28 KB at most
 * (https://learn.microsoft.com/microsoftteams/limits-specifications-teams#chat); a code unit has three bytes at most,
 * and its escape in JSON one more.
 */
const maxTextLength = 4_000;

/** `{{DATE(…)}}` is a function (https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features). */
function withoutFunctions(text: string): string {
  return text.replaceAll('{{', '{\u200b{');
}

function card(body: readonly unknown[]) {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.2',
          body,
        },
      },
    ],
  };
}

/** A text run knows no Markdown: there is nothing to escape (https://adaptivecards.io/explorer/TextRun.html). */
function line(label: string, text: string) {
  const bold = {
    type: 'TextRun',
    text: withoutFunctions(text === '' ? label : `${label}: `),
    weight: 'Bolder',
  };
  const inlines = text === '' ? [bold] : [bold, { type: 'TextRun', text: withoutFunctions(text) }];
  return { type: 'RichTextBlock', inlines };
}

function messageBody({ what, subject, facts }: ChatMessage) {
  const details = facts.map(({ label, text }) => ({ ...line(label, text), spacing: 'Small' }));
  return card([line(what, subject), ...details]);
}

/** A message with an Adaptive Card, as the Teams workflow "when a webhook request is received" takes it. */
export const teamsPayload = chatPayload({
  maxTextLength,
  inert: markdownEscape('{}>&'),
  messageBody,
  // One line break alone is none in Markdown.
  textBody: markup => card([{ type: 'TextBlock', text: markup.replace(/\n+/g, '\n\n'), wrap: true }]),
});
