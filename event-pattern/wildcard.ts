/** A wildcard pattern cut at its asterisks: ["a", "b", ""] is `a*b*`. */
export interface Wildcard {
  readonly parts: readonly string[];
}

/**
 * Reads a wildcard pattern, or says in a sentence why it is none. `\*` and `\\` are the only escapes, `**` is refused:
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/input/WildcardParser.java
 */
export function parseWildcard(text: string): Wildcard | string {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (unit === '*') {
      if (text[at + 1] === '*') return `Consecutive wildcard characters at pos ${at}`;
      parts.push(part);
      part = '';
    } else if (unit === '\\') {
      const escaped = text[++at];
      if (escaped !== '*' && escaped !== '\\') return `Invalid escape character at pos ${at - 1}`;
      part += escaped;
    } else {
      part += unit;
    }
  }
  return { parts: [...parts, part] };
}

/** Whether the wildcard covers the whole value; an asterisk may stand for nothing. */
export function wildcardCovers({ parts }: Wildcard, value: string): boolean {
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (parts.length === 1) return value === first;
  const end = value.length - last.length;
  if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  // The leftmost place for each part leaves the most room for the rest, so there is no need to try others.
  let at = first.length;
  for (let index = 1; index < parts.length - 1; index++) {
    const part = parts[index] ?? '';
    const found = value.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= end;
}
