/** What begins a heading, a quote or an item of a list, at the beginning of a line. */
const lineStart = /^(?:[#>+-]|\d+(?=[.)](?:\s|$)))/;

/**
 * Backslash escapes (https://spec.commonmark.org/0.31.2/#backslash-escapes) of what is special in Markdown.
 * @param further characters that are special in the target beyond CommonMark, as the inside of a character class
 */
export function markdownEscape(further: string): (text: string) => string {
  const special = new RegExp(`[\\\\\`*_~|<()[\\]${further}]`, 'g');
  return text =>
    text
      .replace(special, '\\$&')
      .replace(lineStart, start => (/^\d/.test(start) ? `${start}\\` : `\\${start}`));
}
