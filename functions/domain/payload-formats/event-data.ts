import { shownText } from './shown-text.ts';

/** JSON that was read by `exactData`: every number is the text that was written. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An event's detail with every number as its source text: people see 1.10 and 12345678901234567890 as they were written. */
export function exactData(detailText: string): JsonObject {
  const value: unknown = JSON.parse(
    detailText,
    (_: string, member: unknown, context?: { readonly source?: string }): unknown =>
      typeof member === 'number' ? (context?.source ?? String(member)) : member,
  );
  return isObject(value) ? value : {};
}

/** An own member: names such as `constructor` are as unknown as any other. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

export function objectIn(value: unknown, name: string): JsonObject | undefined {
  const found = member(value, name);
  return isObject(found) ? found : undefined;
}

export function textIn(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

/** What people call a thing. */
export function nameOf(value: unknown): string | undefined {
  const [first, last] = [textIn(value, 'firstName'), textIn(value, 'lastName')];
  const person = [first, last].filter(part => part !== undefined).join(' ');
  return (
    textIn(value, 'title') ??
    textIn(value, 'name') ??
    textIn(value, 'fullName') ??
    (person === '' ? undefined : person) ??
    textIn(value, 'text')
  );
}

const maxListed = 10;
const utcTime = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?Z$/;

/**
 * A value as people read it, `''` for none: times without their seconds, lists and objects by the names in them.
 * @param maxCharacters code points
 * @param nameOfId what people call the thing of an id, where the value holds ids
 */
export function shownValue(
  value: unknown,
  maxCharacters: number,
  nameOfId: (id: string) => string | undefined = () => undefined,
): string {
  if (typeof value === 'string') {
    return shownText(nameOfId(value) ?? value.replace(utcTime, '$1 $2 UTC'), maxCharacters);
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const names = items
      .slice(0, maxListed)
      .map(item => (Array.isArray(item) ? '…' : shownValue(item, maxCharacters, nameOfId)));
    if (items.length > maxListed) names.push('…');
    return shownText(names.filter(name => name !== '').join(', '), maxCharacters);
  }
  const id = textIn(value, 'id') ?? '';
  const name = nameOf(value) ?? nameOfId(id) ?? id;
  // A custom field comes with its value.
  const own = textIn(value, 'value');
  return shownText(own === undefined ? name : `${name}: ${own}`, maxCharacters);
}
