/**
 * JSON.parse source text access (https://tc39.es/proposal-json-parse-with-source), which Node has from 22 on and
 * TypeScript's libraries do not declare yet.
 */
declare global {
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown;
    /** A value that JSON.stringify writes as this text. */
    rawJSON(text: string): object;
  }
}

/**
 * Reads JSON so that JSON.stringify writes every number as it was written: one that a double cannot hold, such as
 * 12345678901234567890, or holds in another spelling, such as 1.0, becomes a raw value; any other is a number.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined && source !== String(value)
      ? JSON.rawJSON(source)
      : value,
  );
}
