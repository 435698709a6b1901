/**
 * JSON text with keys in code-unit order and no white space: the same meaning gives the same text.
 * (The order of RFC 8785, JSON Canonicalization Scheme, §3.2.3.)
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The items once each, sorted by their canonical text. */
export function canonicalList<Item>(items: readonly Item[]): Item[] {
  const byText = new Map(items.map(item => [canonicalJson(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
