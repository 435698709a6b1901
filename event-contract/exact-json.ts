/**
 * JSON.parse source text access (https://tc39.es/proposal-json-parse-with-source), which Node has from 22 on and
 * TypeScript's libraries do not declare yet.
 */
declare global {
  interface JSON {
    /** @param reviver gets no `context` on Node 20 */
    parse(
      text: string,
      reviver: (key: string, value: unknown, context?: { readonly source?: string }) => unknown,
    ): unknown;
    /** A value that JSON.stringify writes as this text. */
    rawJSON(text: string): object;
    /** Absent on Node 20, where there are no raw values either. */
    readonly isRawJSON?: (value: unknown) => boolean;
  }
}

/** An object that `parseExactJson` read. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads JSON so that JSON.stringify writes every number as it was written: one that a double cannot hold, such as
 * 12345678901234567890, or holds in another spelling, such as 1.0, becomes a raw value; any other is a number. On Node 20
 * every number is a number.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, (_, value, context) => {
    const source = context?.source;
    return typeof value === 'number' && source !== undefined && source !== String(value)
      ? JSON.rawJSON(source)
      : value;
  });
}

function isRaw(value: unknown): boolean {
  return JSON.isRawJSON?.(value) === true;
}

/** Whether a value that `parseExactJson` read is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRaw(value);
}

/** The text of a number that `parseExactJson` read; `undefined` for anything else. */
export function numberText(value: unknown): string | undefined {
  return typeof value === 'number' || isRaw(value) ? JSON.stringify(value) : undefined;
}
