import { type Line, linkLook, type Piece, runsOf } from './runs.ts';

/** A stretch within marks; what is escaped ends nothing. */
const within = (name: string): string => `(?<${name}>(?:\\\\.|[^\\\\])+?)`;

/** The part of Markdown that stands within a line, as Discord and Teams know it: https://spec.commonmark.org/0.31.2/#inlines */
const piece = new RegExp(
  [
    '\\\\(?<escaped>[!-/:-@[-`{-~])',
    '`(?<code>[^`]+)`',
    `\\*\\*${within('bold')}\\*\\*`,
    `~~${within('struck')}~~`,
    `\\*${within('starred')}\\*`,
    `(?<![\\p{L}\\p{N}])_${within('italic')}_(?![\\p{L}\\p{N}])`,
    `\\[(?<label>(?:\\\\.|[^\\\\\\]])+)\\]\\((?<target>[^()\\s]+)\\)`,
    '<(?<pointed>https?://[^<>\\s]+)>',
    '(?<bare>https?://[^\\s<>]+)',
  ].join('|'),
  'giu',
);

function read(groups: Readonly<Record<string, string | undefined>>): Piece {
  const { escaped, code, bold, struck, label, target } = groups;
  if (escaped !== undefined) return { text: escaped };
  if (code !== undefined) return { text: code, look: { isCode: true } };
  if (bold !== undefined) return { inner: bold, look: { isBold: true } };
  if (struck !== undefined) return { inner: struck, look: { isStruck: true } };
  const italic = groups.starred ?? groups.italic;
  if (italic !== undefined) return { inner: italic, look: { isItalic: true } };
  if (label !== undefined) return { inner: label, look: linkLook(target ?? '') };
  const address = groups.pointed ?? groups.bare ?? '';
  return { text: address, look: linkLook(address) };
}

/** Markdown as lines of text; empty ones only part paragraphs. */
export const markdownLines = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => runsOf(line, { piece, read, plain: plain => plain }));
