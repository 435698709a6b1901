import type { JsonScalar } from './parse-json.ts';

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
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** A place in a JSON text, which moves on by what stands there; every step throws {@link InvalidJsonError}. */
export class JsonCursor {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** What begins here; nothing is read yet. */
  begins(depth: number): 'object' | 'array' | 'scalar' {
    if (depth > MAX_DEPTH) throw new InvalidJsonError(`Nested deeper than ${MAX_DEPTH} levels`, this.#at);
    const code = this.#next();
    return code === OPEN_OBJECT ? 'object' : code === OPEN_ARRAY ? 'array' : 'scalar';
  }

  /** Steps into an object; false when it is empty, and then it is behind. */
  entersObject(): boolean {
    return this.#enters(CLOSE_OBJECT);
  }

  /** Steps to the next member of an object; false when there is none, and then the object is behind. */
  hasNextMember(): boolean {
    return this.#hasNext(CLOSE_OBJECT);
  }

  entersArray(): boolean {
    return this.#enters(CLOSE_ARRAY);
  }

  hasNextItem(): boolean {
    return this.#hasNext(CLOSE_ARRAY);
  }

  /** A member's key, with the colon behind it. */
  key(): string {
    if (this.#next() !== QUOTE) throw this.#unexpected();
    const key = this.#string();
    this.#colon();
    return key;
  }

  scalar(): JsonScalar {
    switch (this.#next()) {
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

  /** Passes over a value that nobody asks for; it has to be JSON all the same. */
  skip(depth: number): void {
    switch (this.begins(depth)) {
      case 'object':
        for (let more = this.entersObject(); more; more = this.hasNextMember()) {
          if (this.#next() !== QUOTE) throw this.#unexpected();
          this.#skipString();
          this.#colon();
          this.skip(depth + 1);
        }
        break;
      case 'array':
        for (let more = this.entersArray(); more; more = this.hasNextItem()) this.skip(depth + 1);
        break;
      case 'scalar':
        if (this.#next() === QUOTE) this.#skipString();
        else this.scalar();
    }
  }

  /** Nothing but white space may follow. */
  end(): void {
    if (!Number.isNaN(this.#next())) throw this.#unexpected();
  }

  #colon(): void {
    if (this.#next() !== COLON) throw this.#unexpected();
    this.#at++;
  }

  #enters(close: number): boolean {
    this.#at++;
    if (this.#next() !== close) return true;
    this.#at++;
    return false;
  }

  #hasNext(close: number): boolean {
    const code = this.#next();
    if (code !== COMMA && code !== close) throw this.#unexpected();
    this.#at++;
    return code === COMMA;
  }

  /** Skips white space and returns the code of the next character, NaN at the end. */
  #next(): number {
    let code = this.#source.charCodeAt(this.#at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      code = this.#source.charCodeAt(++this.#at);
    }
    return code;
  }

  #string(): string {
    const start = this.#at + 1;
    const end = this.#plainEnd();
    if (this.#source.charCodeAt(end) === BACKSLASH) return this.#escapedString(end);
    this.#at = end + 1;
    return this.#source.slice(start, end);
  }

  #skipString(): void {
    const end = this.#plainEnd();
    if (this.#source.charCodeAt(end) === BACKSLASH) this.#escapedString(end);
    else this.#at = end + 1;
  }

  /** Where the quotation mark that ends a string stands, or its first backslash. */
  #plainEnd(): number {
    const source = this.#source;
    for (let at = this.#at + 1; at < source.length; at++) {
      const code = source.charCodeAt(at);
      if (code === QUOTE || code === BACKSLASH) return at;
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
