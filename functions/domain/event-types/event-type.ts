import { canonicalJson } from '../canonical-json.ts';

/** A text in several languages, by language tag (RFC 5646): `{"en":"Record moved","ru":"Запись перемещена"}`. `en` is always there. */
export type LocalizedText = Readonly<Record<string, string>>;

type JsonObject = Readonly<Record<string, unknown>>;

/** What a catalog says of an event type, but for its name and version. */
export interface EventTypeContent {
  /** Types of a group stand together where people choose: `Record`. */
  readonly group: string;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  /** JSON Schema (2020-12) of an event's detail, which receivers get as `data`. Shown to people; events are not checked against it. */
  readonly schema: JsonObject;
  /** `data` of a realistic event: what a test sends. */
  readonly example?: JsonObject;
  /** Still works, but nothing new should use it. */
  readonly deprecated: boolean;
}

export interface EventType extends EventTypeContent {
  readonly name: string;
  /** 1, and one more with each change. */
  readonly version: number;
  /** RFC 3339; absent for a type that comes with Finehook, as it came. */
  readonly updatedAt?: string;
}

/** A change of the catalog: what is to be stored, and what it is made of. */
export interface EventTypeChange {
  readonly type: EventType;
  /** What is stored; `undefined` when nothing is: then the type is new, or came with Finehook. */
  readonly before: EventType | undefined;
}

function contentOf({ name: _, version: __, updatedAt: ___, ...content }: EventType): EventTypeContent {
  return content;
}

/**
 * A type with this content: one version further, or `current` itself when it says all this already.
 * @param current as the catalog has it; `undefined` when it has no type of this name
 * @param now RFC 3339
 */
export function withContent(
  name: string,
  content: EventTypeContent,
  current: EventType | undefined,
  now: string,
): EventType {
  if (current !== undefined && canonicalJson(contentOf(current)) === canonicalJson(content)) return current;
  return { name, ...content, version: (current?.version ?? 0) + 1, updatedAt: now };
}
