import { documentOf } from '../../../event-pattern/json-document.ts';
import { fieldAccepts } from '../../../event-pattern/match-item.ts';
import type { EventLeaf } from '../../../event-pattern/parse-event.ts';
import { parseItem } from '../../../event-pattern/parse-item.ts';
import { parseWildcard, wildcardCovers } from '../../../event-pattern/wildcard.ts';
import { instantOf } from './instant.ts';

/** An item of a field's list in an event pattern, as JSON. */
export type Item = string | number | boolean | null | Readonly<Record<string, unknown>>;

/** What one value of an event may pass, and what EventBridge can say of it. */
export interface ValueTest {
  /** The same meaning gives the same text. */
  readonly name: string;
  /** Each value that passes is accepted by one of these items. */
  readonly items: readonly Item[];
  /** They accept no other value. */
  readonly isExact: boolean;
  /** Each value that does not pass is accepted by one of these; none: every value passes. Absent: no items say so. */
  readonly otherItems?: readonly Item[];
  /** @param eventMs when the event happened, milliseconds since 1970 */
  passes(leaf: EventLeaf, eventMs: number): boolean;
}

const everyValue: Item = { exists: true };

/** A test that items of EventBridge decide alone. */
function decidedBy(items: readonly Item[], otherItems?: readonly Item[]): ValueTest {
  const parsed = items.map(item => parseItem(documentOf(item), []));
  const field = { path: '', items: parsed, acceptsAbsence: false };
  return {
    name: JSON.stringify(items),
    items,
    isExact: true,
    ...(otherItems === undefined ? {} : { otherItems }),
    passes: leaf => fieldAccepts(field, leaf),
  };
}

/** A test of which EventBridge can say less: its items let other values pass too. */
function narrowedBy(
  name: string,
  items: readonly Item[],
  passes: ValueTest['passes'],
  otherItems?: readonly Item[],
): ValueTest {
  return { name, items, isExact: false, ...(otherItems === undefined ? {} : { otherItems }), passes };
}

function textOf({ value }: EventLeaf): string | undefined {
  return value.kind === 'string' ? value.value : undefined;
}

/** There is a value: a text, a number, true, false or null. */
export const anyValue: ValueTest = decidedBy([everyValue], []);

/** A value other than null and the empty text. */
export const someContent: ValueTest = narrowedBy(
  'content',
  [everyValue],
  ({ value }) => (value.kind === 'string' ? value.value !== '' : value.kind !== 'null'),
  [null, ''],
);

export function oneOf(values: readonly (string | number | boolean | null)[], ignoreCase = false): ValueTest {
  const distinct = [...new Set(values)].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const isText = distinct.every(value => typeof value === 'string');
  if (ignoreCase) {
    const items = distinct.map(value =>
      typeof value === 'string' ? { 'equals-ignore-case': value } : value,
    );
    return decidedBy(items, isText ? [{ 'anything-but': { 'equals-ignore-case': distinct } }] : undefined);
  }
  const isOfOneKind = isText || distinct.every(value => typeof value === 'number');
  return decidedBy(distinct, isOfOneKind ? [{ 'anything-but': distinct }] : undefined);
}

export function startsWith(text: string, ignoreCase: boolean): ValueTest {
  if (ignoreCase) return decidedBy([{ prefix: { 'equals-ignore-case': text } }]);
  return decidedBy([{ prefix: text }], [{ 'anything-but': { prefix: text } }]);
}

export function endsWith(text: string, ignoreCase: boolean): ValueTest {
  if (ignoreCase) return decidedBy([{ suffix: { 'equals-ignore-case': text } }]);
  return decidedBy([{ suffix: text }], [{ 'anything-but': { suffix: text } }]);
}

/** EventBridge allows few rules with wildcards, so a rule has none. */
export function contains(text: string, ignoreCase: boolean): ValueTest {
  const folded = ignoreCase ? text.toLowerCase() : text;
  return narrowedBy(JSON.stringify(['contains', text, ignoreCase]), [everyValue], leaf => {
    const value = textOf(leaf);
    return value !== undefined && (ignoreCase ? value.toLowerCase() : value).includes(folded);
  });
}

/** What stands before the first asterisk, or behind the last one, narrows it down. @throws RangeError for what is no wildcard */
export function wildcard(text: string, ignoreCase: boolean): ValueTest {
  const read = parseWildcard(ignoreCase ? text.toLowerCase() : text);
  if (typeof read === 'string') throw new RangeError(read);
  const { parts } = read;
  const [first = '', last = ''] = [parts.at(0), parts.at(-1)];
  if (parts.length === 1) return oneOf([first], ignoreCase);
  const hasOneAsterisk = parts.length === 2;
  if (hasOneAsterisk && last === '' && first !== '') return startsWith(first, ignoreCase);
  if (hasOneAsterisk && first === '' && last !== '') return endsWith(last, ignoreCase);
  const cased = (part: string) => (ignoreCase ? { 'equals-ignore-case': part } : part);
  const affix = first.length >= last.length ? { prefix: cased(first) } : { suffix: cased(last) };
  const items = first === '' && last === '' ? [everyValue] : [affix];
  return narrowedBy(JSON.stringify(['wildcard', text, ignoreCase]), items, leaf => {
    const value = textOf(leaf);
    return value !== undefined && wildcardCovers(read, ignoreCase ? value.toLowerCase() : value);
  });
}

/** @param operands as EventBridge's `numeric` takes them */
export function numeric(...operands: readonly (string | number)[]): ValueTest {
  return decidedBy([{ numeric: operands }]);
}

export function inNetwork(cidr: string): ValueTest {
  return decidedBy([{ cidr }]);
}

/** EventBridge compares no dates. @param name the same meaning gives the same text */
export function date(name: string, isMeant: (ms: number, eventMs: number) => boolean): ValueTest {
  return narrowedBy(name, [everyValue], (leaf, eventMs) => {
    const text = textOf(leaf);
    const ms = text === undefined ? undefined : instantOf(text);
    return ms !== undefined && isMeant(ms, eventMs);
  });
}

const maxListed = 4;

/** `changedFields` names this one: a list that is joined by commas, of which EventBridge sees the whole only. */
export function namesField(name: string): ValueTest {
  return narrowedBy(JSON.stringify(['names', name]), [everyValue], leaf =>
    (textOf(leaf) ?? '').split(',').includes(name),
  );
}

/** `changedFields` names some of these and no other. */
export function namesOnly(names: readonly string[]): ValueTest {
  const known = [...new Set(names)].sort();
  if (known.length <= maxListed) {
    return oneOf(subsetsOf(known).map(names => names.join(',')));
  }
  return narrowedBy(JSON.stringify(['only', known]), [everyValue], leaf => {
    const text = textOf(leaf);
    return text !== undefined && text !== '' && text.split(',').every(name => known.includes(name));
  });
}

/** Every list with some of these, in their order. */
function subsetsOf(names: readonly string[]): string[][] {
  return names.flatMap((name, i) => [[name], ...subsetsOf(names.slice(i + 1)).map(rest => [name, ...rest])]);
}
