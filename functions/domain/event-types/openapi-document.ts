import type { Fault } from '../errors.ts';
import { jsonPointer } from '../json-pointer.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textOf(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** A value in the document, and where it is. */
export interface Place {
  readonly value: unknown;
  readonly path: readonly PropertyKey[];
}

/** What cannot be read, such as a reference that leads nowhere: the document is its author’s to mend. */
export class DocumentFault extends Error {
  override readonly name = 'DocumentFault';
  readonly fault: Fault;

  constructor(path: readonly PropertyKey[], detail: string) {
    super(detail);
    this.fault = { pointer: jsonPointer(path), code: 'bad-document', detail };
  }
}

const maxReferences = 20;

/** An OpenAPI document whose references are followed: https://spec.openapis.org/oas/v3.1.1#reference-object */
export class OpenApiDocument {
  readonly #root: JsonObject;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  /** The member of a place, behind references. @throws DocumentFault */
  member({ value, path }: Place, name: string): Place {
    return this.behind({ value: memberOf(value, name), path: [...path, name] });
  }

  /** What a place holds, or refers to. @throws DocumentFault */
  behind(place: Place): Place {
    let found = place;
    for (let followed = 0; followed < maxReferences; followed++) {
      const reference = memberOf(found.value, '$ref');
      if (reference === undefined) return found;
      found = this.at(reference, [...found.path, '$ref']);
    }
    throw new DocumentFault(place.path, 'The references go in a circle, or on and on.');
  }

  /** @param path of the reference itself @throws DocumentFault */
  at(reference: unknown, path: readonly PropertyKey[]): Place {
    if (typeof reference !== 'string' || !reference.startsWith('#/')) {
      throw new DocumentFault(path, 'Only references within the document are followed: "#/components/…".');
    }
    const keys = reference.slice(2).split('/').map(unescaped);
    let value: unknown = this.#root;
    for (const key of keys) value = memberOf(value, key);
    if (value === undefined) throw new DocumentFault(path, `There is nothing at ${reference}.`);
    return { value, path: keys };
  }
}

/** A fragment is percent-encoded, and holds a JSON pointer (RFC 6901 §6). */
function unescaped(token: string): string {
  const pointer = /%(?![0-9A-Fa-f]{2})/.test(token) ? token : safelyDecoded(token);
  return pointer.replaceAll('~1', '/').replaceAll('~0', '~');
}

function safelyDecoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
