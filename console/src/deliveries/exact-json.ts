/** https://tc39.es/proposal-json-parse-with-source, which TypeScript's libraries do not declare yet. */
declare global {
  interface JSON {
    /** @param reviver gets no `context` in older browsers */
    parse(
      text: string,
      reviver: (key: string, value: unknown, context?: { readonly source?: string }) => unknown,
    ): unknown;
    /** A value that JSON.stringify writes as this text. */
    rawJSON(text: string): object;
    readonly isRawJSON?: (value: unknown) => boolean;
  }
}

/**
 * Reads JSON so that JSON.stringify writes every number as it was written, also one that a double cannot hold, such as
 * 12345678901234567890. A browser without raw values (https://caniuse.com/mdn-javascript_builtins_json_rawjson) rounds those.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, (_, value, context) => {
    const source = context?.source;
    const isInexact = typeof value === 'number' && source !== undefined && source !== String(value);
    return isInexact ? JSON.rawJSON(source) : value;
  });
}

export type JsonObject = Readonly<Record<string, unknown>>;

const isRaw = (value: unknown): boolean => JSON.isRawJSON?.(value) === true;

/** Whether a value that `parseExactJson` read is an object. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRaw(value);
