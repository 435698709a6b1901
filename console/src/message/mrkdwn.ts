import { type Line, linkLook, type Piece, runsOf } from './runs.ts';

const marks: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Each once: `&amp;lt;` is `&lt;`. */
const unescaped = (text: string): string => text.replace(/&(?:lt|gt|amp);/g, mark => marks[mark] ?? mark);

/** Formatting stands at the borders of words: within one, a mark is a mark. */
const styled = (name: string, mark: string): string =>
  `(?<![\\p{L}\\p{N}])[${mark}](?<${name}>\\S|\\S.*?\\S)[${mark}](?![\\p{L}\\p{N}])`;

/** https://docs.slack.dev/messaging/formatting-message-text */
const piece = new RegExp(
  [
    '`(?<code>[^`]+)`',
    styled('bold', '*'),
    styled('italic', '_'),
    styled('struck', '~'),
    '<(?<target>[^<>|]+)(?:\\|(?<label>[^<>]+))?>',
  ].join('|'),
  'gu',
);

/** Mentions of people, channels and groups, which Slack shows by their names. */
function mention(target: string, label: string | undefined): string {
  if (!/^[@#!]/.test(target)) return label ?? target;
  return label ?? (target.startsWith('!') ? `@${target.slice(1)}` : target);
}

function read({
  code,
  bold,
  italic,
  struck,
  target,
  label,
}: Readonly<Record<string, string | undefined>>): Piece {
  if (code !== undefined) return { text: unescaped(code), look: { isCode: true } };
  if (bold !== undefined) return { inner: bold, look: { isBold: true } };
  if (italic !== undefined) return { inner: italic, look: { isItalic: true } };
  if (struck !== undefined) return { inner: struck, look: { isStruck: true } };
  const address = unescaped(target ?? '');
  return { text: unescaped(mention(address, label)), look: linkLook(address) };
}

/** Slack's markup as lines of text. */
export const mrkdwnLines = (text: string): readonly Line[] =>
  text.split('\n').map(line => runsOf(line, { piece, read, plain: unescaped }));
