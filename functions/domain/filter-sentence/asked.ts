import type { FieldCondition } from '../conditions/condition.ts';
import type { FieldKind } from '../conditions/field-kinds.ts';
import { instantOf } from '../conditions/instant.ts';
import { isObject } from '../payload-formats/event-data.ts';
import { type FieldLabel, fieldLabel } from './field-label.ts';
import { listed, quoted } from './sentence-parts.ts';
import { shownDate } from './shown-date.ts';
import type { Speech } from './speech.ts';

export type DurationUnit = 'd' | 'h' | 'm' | 'w';

/** What a condition asks of a field, with its values in words. */
export interface Asked {
  readonly field: FieldLabel;
  /** The only value; of a range or a change, both. */
  readonly values: readonly [string, string];
  readonly hasValue: boolean;
  /** Of a flag. */
  readonly isWanted: boolean;
  readonly duration: { readonly count: number; readonly unit: DurationUnit };
  /** Of a list of values. */
  readonly isSingle: boolean;
  listedBy(by: 'and' | 'or'): string;
  /** Fields, where the value is a list of their names. */
  readonly fields: string;
}

/** Operators whose value is not a value of the field. */
const partly: ReadonlySet<string> = new Set(['cidr', 'contains', 'endsWith', 'startsWith', 'wildcard']);

interface Asking {
  readonly speech: Speech;
  readonly fieldKind: FieldKind;
  /** What people call the thing of an id in such a field. */
  readonly nameOf: (kind: NonNullable<FieldLabel['kind']>, id: string) => string | undefined;
}

export function askedOf(condition: FieldCondition, { speech, fieldKind, nameOf }: Asking): Asked {
  const { value } = condition;
  const isOfRecord = fieldKind !== 'any';
  const field = fieldLabel(condition.field ?? '', isOfRecord, speech);
  const shown = (one: unknown): string => {
    if (one === null || one === undefined) return speech.nothing;
    if (typeof one === 'boolean') return one ? speech.yes : speech.no;
    if (typeof one !== 'string')
      return typeof one === 'number' ? String(one) : quoted(JSON.stringify(one), speech);
    if (one === '') return speech.emptyText;
    if (partly.has(condition.op)) return quoted(one, speech);
    const isDate = field.isDate || condition.op === 'before' || condition.op === 'after';
    const ms = isDate ? instantOf(one) : undefined;
    if (ms !== undefined) return shownDate(ms, speech.language);
    return quoted((field.kind === undefined ? undefined : nameOf(field.kind, one)) ?? one, speech);
  };
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const ends: readonly unknown[] = isObject(value) ? [value.from, value.to] : list;
  return {
    field,
    get values(): [string, string] {
      return [shown(ends[0]), shown(ends[1])];
    },
    hasValue: value !== undefined,
    isWanted: value !== false,
    duration: durationIn(value),
    isSingle: list.length === 1,
    listedBy: by => listed(list, shown, by, 'value', speech),
    get fields() {
      const label = (name: unknown) => {
        const changed = typeof name === 'string' ? name : '';
        const { text, isKnown } = fieldLabel(changed, true, speech);
        return isKnown && speech.language === 'en' ? text : quoted(text, speech);
      };
      return listed(list, label, 'or', 'field', speech);
    },
  };
}

function durationIn(value: unknown): Asked['duration'] {
  const text = typeof value === 'string' ? value : '';
  const unit = (['m', 'h', 'd', 'w'] as const).find(letter => text.endsWith(letter)) ?? 'm';
  return { count: Number.parseInt(text, 10), unit };
}
