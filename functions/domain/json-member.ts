const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const openBracket = 0x5b;
const closeBrace = 0x7d;
const closeBracket = 0x5d;
const comma = 0x2c;

/** Index behind the string that starts at `start`: its end is a quote behind an even number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === backslash) backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/** Index behind the value that starts at or after `start`: at the comma or closing bracket that follows it. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) i = endOfString(text, i) - 1;
    else if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) {
      if (depth === 0) return i;
      depth--;
    } else if (code === comma && depth === 0) return i;
  }
  return text.length;
}

/**
 * The source text of a member of a JSON object, exactly as it was written: `JSON.parse` and `JSON.stringify` would
 * change numbers that a double cannot hold. With a repeated name the last one counts, as in `JSON.parse`.
 * @param objectText valid JSON text of an object
 */
export function jsonMember(objectText: string, name: string): string | undefined {
  const quotedName = JSON.stringify(name);
  let found: string | undefined;
  let i = objectText.indexOf('{') + 1;
  while (i < objectText.length) {
    const keyStart = objectText.indexOf('"', i);
    if (keyStart < 0) break;
    const keyEnd = endOfString(objectText, keyStart);
    const valueStart = objectText.indexOf(':', keyEnd) + 1;
    const valueEnd = endOfValue(objectText, valueStart);
    const key = objectText.slice(keyStart, keyEnd);
    if (key === quotedName || (key.includes('\\') && JSON.parse(key) === name)) {
      found = objectText.slice(valueStart, valueEnd).trim();
    }
    i = valueEnd + 1;
  }
  return found;
}
