import { chatPayload } from './chat-format.ts';
import type { ChatMessage } from './chat-message.ts';
import { linesWithin } from './shown-text.ts';

/** Of a section's text: https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const maxSectionLength = 3_000;

/** Begins and ends formatting, unless it stands between letters or digits, as in most ids. Nothing escapes it. */
const formatting = /(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])|`/gu;
const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/**
 * Control sequences, mentions and links all begin with `<`, see "Escaping text":
 * https://docs.slack.dev/messaging/formatting-message-text
 */
function inert(text: string): string {
  return text
    .replace(formatting, mark => lookAlikes[mark] ?? '')
    .replace(/^>/, '＞')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** `verbatim`: Slack makes no links and mentions of what is plain text; nor does it show what lies behind a link. */
function body(text: string, section: string) {
  return {
    text,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: section, verbatim: true } }],
    unfurl_links: false,
    unfurl_media: false,
  };
}

function messageBody({ what, subject, facts }: ChatMessage) {
  const headline = subject === '' ? `*${inert(what)}*` : `*${inert(what)}:* ${inert(subject)}`;
  const lines = facts.map(({ label, text }) => `*${inert(label)}:* ${inert(text)}`);
  const plain = subject === '' ? what : `${what}: ${subject}`;
  return body(inert(plain), linesWithin([headline, ...lines], maxSectionLength));
}

/** An incoming webhook's message; `text` is what notifications show. */
export const slackPayload = chatPayload({
  maxTextLength: maxSectionLength,
  inert,
  messageBody,
  textBody: markup => body(markup, markup),
});
