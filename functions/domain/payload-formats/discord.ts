import { chatPayload } from './chat-format.ts';
import type { ChatMessage } from './chat-message.ts';
import { markdownEscape } from './markdown-escape.ts';
import { linesWithin } from './shown-text.ts';

/** https://discord.com/developers/docs/resources/webhook#execute-webhook, and "Embed Limits" of resources/message. */
const maxContentLength = 2_000;
const maxDescriptionLength = 4_096;

/** `:` makes links of URLs and pictures of `:names:`. */
const escapeMarkdown = markdownEscape(':');

/** A zero-width space keeps `@everyone` from looking like a mention; `allowed_mentions` keeps it from being one. */
function inert(text: string): string {
  return escapeMarkdown(text).replaceAll('@', '@\u200b');
}

function body(content: string, description = '') {
  return {
    content,
    ...(description === '' ? {} : { embeds: [{ description }] }),
    allowed_mentions: { parse: [] },
  };
}

function messageBody({ what, subject, facts }: ChatMessage) {
  const headline = subject === '' ? `**${inert(what)}**` : `**${inert(what)}:** ${inert(subject)}`;
  const lines = facts.map(({ label, text }) => `**${inert(label)}:** ${inert(text)}`);
  return body(headline, linesWithin(lines, maxDescriptionLength));
}

/** A message of a Discord webhook, which pings nobody. */
export const discordPayload = chatPayload({
  maxTextLength: maxContentLength,
  inert,
  messageBody,
  textBody: markup => body(markup),
});
