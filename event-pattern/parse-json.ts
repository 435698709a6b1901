/**
 * A JSON reader that keeps what `JSON.parse` loses: the exact spelling of numbers and repeated keys. EventBridge's
 * answers depend on both (a repeated key in an event counts twice; 12345678901234567891 is not ...892).
 */

/** One member of an object; an object may have the same key more than once. */
export interface JsonMember {
  readonly key: string;
  readonly value: JsonDocument;
}

export interface JsonObject {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

export interface JsonArray {
  readonly kind: 'array';
  readonly items: readonly JsonDocument[];
}

/** A value without parts. A number is the text as it was written. */
export type JsonScalar =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export type JsonDocument = JsonObject | JsonArray | JsonScalar;

/**
 * Deeper documents are refused, so that no input can exhaust the stack. 1,000 is also the limit of Jackson, the
 * reader AWS's library uses: https://github.com/FasterXML/jackson-core (StreamReadConstraints.DEFAULT_MAX_DEPTH).
 */
export const MAX_DEPTH = 1000;

/** The text is not JSON; `position` is the offset of the first character that cannot stand where it stands. */
export class InvalidJsonError extends Error {
  override readonly name = 'InvalidJsonError';
  readonly position: number;

  constructor(reason: string, position: number) {
    super(`${reason} at position ${position}`);
    this.position = position;
  }
}

const TRUE: JsonScalar = { kind: 'boolean', value: true };
const FALSE: JsonScalar = { kind: 'boolean', value: false };
const NULL: JsonScalar = { kind: 'null' };
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  document(): JsonDocument {
    const value = this.#value(0);
    if (!Number.isNaN(this.#next())) throw this.#unexpected();
    return value;
  }

  /** Skips white space and returns the code of the next character, NaN at the end. */
  #next(): number {
    let code = this.#source.charCodeAt(this.#at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      code = this.#source.charCodeAt(++this.#at);
    }
    return code;
  }

  #value(depth: number): JsonDocument {
    if (depth > MAX_DEPTH) throw new InvalidJsonError(`Nested deeper than ${MAX_DEPTH} levels`, this.#at);
    switch (this.#next()) {
      case 0x7b: // {
        return this.#object(depth);
      case 0x5b: // [
        return this.#array(depth);
      case QUOTE:
        return { kind: 'string', value: this.#string() };
      case 0x74: // t
        return this.#word('true', TRUE);
      case 0x66: // f
        return this.#word('false', FALSE);
      case 0x6e: // n
        return this.#word('null', NULL);
      default:
        return { kind: 'number', text: this.#number() };
    }
  }

  #object(depth: number): JsonObject {
    const members: JsonMember[] = [];
    this.#at++;
    if (this.#next() === 0x7d) {
      this.#at++;
      return { kind: 'object', members };
    }
    for (;;) {
      if (this.#next() !== QUOTE) throw this.#unexpected();
      const key = this.#string();
      if (this.#next() !== 0x3a) throw this.#unexpected(); // :
      this.#at++;
      members.push({ key, value: this.#value(depth + 1) });
      const code = this.#next();
      if (code !== 0x2c && code !== 0x7d) throw this.#unexpected(); // , }
      this.#at++;
      if (code === 0x7d) return { kind: 'object', members };
    }
  }

  #array(depth: number): JsonArray {
    const items: JsonDocument[] = [];
    this.#at++;
    if (this.#next() === 0x5d) {
      this.#at++;
      return { kind: 'array', items };
    }
    for (;;) {
      items.push(this.#value(depth + 1));
      const code = this.#next();
      if (code !== 0x2c && code !== 0x5d) throw this.#unexpected(); // , ]
      this.#at++;
      if (code === 0x5d) return { kind: 'array', items };
    }
  }

  #string(): string {
    const source = this.#source;
    const start = this.#at + 1;
    for (let at = start; at < source.length; at++) {
      const code = source.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return source.slice(start, at);
      }
      if (code === BACKSLASH) return this.#escapedString(at);
      if (code < 0x20) {
        this.#at = at;
        throw this.#unexpected();
      }
    }
    this.#at = source.length;
    throw this.#unexpected();
  }

  /** A string with an escape in it: found by a walk (a regular expression recurses on long input), decoded by JSON.parse. */
  #escapedString(firstBackslash: number): string {
    const source = this.#source;
    const start = this.#at;
    let at = firstBackslash;
    for (; at < source.length; at++) {
      const code = source.charCodeAt(at);
      if (code === BACKSLASH) at++;
      else if (code === QUOTE || code < 0x20) break;
    }
    try {
      const text: unknown = JSON.parse(source.slice(start, at + 1));
      if (typeof text === 'string') {
        this.#at = at + 1;
        return text;
      }
    } catch {
      this.#at = Math.min(at, source.length);
      throw new InvalidJsonError('A string with a bad escape or control character ends', this.#at);
    }
    throw this.#unexpected();
  }

  #number(): string {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#source);
    if (found === null) throw this.#unexpected();
    this.#at = NUMBER.lastIndex;
    return found[0];
  }

  #word(word: string, value: JsonScalar): JsonScalar {
    if (!this.#source.startsWith(word, this.#at)) throw this.#unexpected();
    this.#at += word.length;
    return value;
  }

  #unexpected(): InvalidJsonError {
    const found = this.#source.codePointAt(this.#at);
    if (found === undefined) return new InvalidJsonError('Unexpected end of the text', this.#at);
    return new InvalidJsonError(
      `Unexpected character ${JSON.stringify(String.fromCodePoint(found))}`,
      this.#at,
    );
  }
}

/** Reads one JSON text. Throws {@link InvalidJsonError} when it is anything else. */
export function parseJson(source: string): JsonDocument {
  return new Reader(source).document();
}
