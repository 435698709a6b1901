import { InvalidJsonError, MAX_DEPTH } from './invalid-json-error.ts';
import type { JsonScalar } from './parse-json.ts';

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

/** What a plain string does not have: a backslash or a control character. */
const BACKSLASH_OR_CONTROL = /[^ -[\]-\uffff]/g;

/** A place in a JSON text, which moves on by what stands there; every step throws {@link InvalidJsonError}. */
export class JsonCursor {
  readonly #source: string;
  #at = 0;
  /** Where the next backslash or control character stands, if it is not behind. */
  #special = -1;

  constructor(source: string) {
    this.#source = source;
  }

  /** What begins here; nothing is read yet. */
  begins(depth: number): 'object' | 'array' | 'scalar' {
    if (depth > MAX_DEPTH) throw this.#tooDeep();
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

  /** The code of the first character of a member's key, as it is written; nothing is read yet. */
  keyBegins(): number {
    if (this.#next() !== QUOTE) throw this.#unexpected();
    return this.#source.charCodeAt(this.#at + 1);
  }

  /** A member's key, with the colon behind it. */
  key(): string {
    if (this.#next() !== QUOTE) throw this.#unexpected();
    const key = this.#string();
    this.#colon();
    return key;
  }

  /** Passes over a member's key that nobody asks for, with the colon behind it. */
  skipKey(): void {
    if (this.#next() !== QUOTE) throw this.#unexpected();
    this.#skipString();
    this.#colon();
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
    if (depth > MAX_DEPTH) throw this.#tooDeep();
    const code = this.#next();
    if (code === QUOTE) {
      this.#skipString();
    } else if (code === OPEN_OBJECT) {
      for (let more = this.entersObject(); more; more = this.hasNextMember()) {
        this.skipKey();
        this.skip(depth + 1);
      }
    } else if (code === OPEN_ARRAY) {
      for (let more = this.entersArray(); more; more = this.hasNextItem()) this.skip(depth + 1);
    } else {
      this.scalar();
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
    // One comparison settles nearly every character.
    if (code > 0x20) return code;
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      code = this.#source.charCodeAt(++this.#at);
    }
    return code;
  }

  #string(): string {
    const start = this.#at + 1;
    const quote = this.#source.indexOf('"', start);
    if (!this.#isPlainUntil(quote)) return this.#specialString();
    this.#at = quote + 1;
    return this.#source.slice(start, quote);
  }

  #skipString(): void {
    const quote = this.#source.indexOf('"', this.#at + 1);
    if (this.#isPlainUntil(quote)) this.#at = quote + 1;
    else this.#specialString();
  }

  /**
   * Whether the string that begins here ends at this quotation mark, the next one. It is searched for, as is what stands
   * in no plain string: walking over the characters takes three times as long, and one search serves many strings.
   */
  #isPlainUntil(quote: number): boolean {
    if (this.#special <= this.#at) this.#special = firstSpecial(this.#source, this.#at + 1);
    return quote !== -1 && quote < this.#special;
  }

  /** The string that begins here, which does not end before the next backslash or control character. */
  #specialString(): string {
    if (this.#source.charCodeAt(this.#special) === BACKSLASH) return this.#escapedString(this.#special);
    this.#at = this.#special;
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
    if (!NUMBER.test(this.#source)) throw this.#unexpected();
    const start = this.#at;
    this.#at = NUMBER.lastIndex;
    return this.#source.slice(start, this.#at);
  }

  #word(word: string, value: JsonScalar): JsonScalar {
    if (!this.#source.startsWith(word, this.#at)) throw this.#unexpected();
    this.#at += word.length;
    return value;
  }

  #tooDeep(): InvalidJsonError {
    return new InvalidJsonError(`Nested deeper than ${MAX_DEPTH} levels`, this.#at);
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

function firstSpecial(source: string, from: number): number {
  BACKSLASH_OR_CONTROL.lastIndex = from;
  return BACKSLASH_OR_CONTROL.test(source) ? BACKSLASH_OR_CONTROL.lastIndex - 1 : source.length;
}
