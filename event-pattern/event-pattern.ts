import type { CaselessText } from './ignore-case.ts';
import type { AddressRange } from './ip-address.ts';
import type { Wildcard } from './wildcard.ts';

/** A valid event pattern, ready to be matched: it matches when one of its branches does. */
export interface EventPattern {
  /** One for a pattern without `$or`; else one for every combination of its `$or` alternatives. */
  readonly branches: readonly PatternBranch[];
}

/** Every field must be satisfied. Fields are sorted by path (UTF-16 order), the order in which they are decided. */
export interface PatternBranch {
  readonly fields: readonly PatternField[];
}

/** A path ("detail.state") and the items of which one must accept the value. */
export interface PatternField {
  readonly path: string;
  readonly items: readonly PatternItem[];
  /** One of the items is `{"exists": false}`: the field is also satisfied by having no value. */
  readonly acceptsAbsence: boolean;
}

/** One item of a field's list; `source` is its JSON. */
export type PatternItem = { readonly source: string } & (
  | { readonly operator: 'equals'; readonly test: ExactTest }
  | { readonly operator: 'exists'; readonly wanted: boolean }
  | { readonly operator: 'numeric'; readonly range: NumericRange }
  | { readonly operator: 'cidr'; readonly range: AddressRange }
  | { readonly operator: 'text'; readonly test: TextTest }
  | { readonly operator: 'anything-but'; readonly excluded: readonly (ExactTest | TextTest)[] }
);

/** A test that one value passes (or all spellings of one value). */
export type ExactTest =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'number'; readonly value: number }
  /** A number that is not exactly a double: compared as it is written. */
  | { readonly kind: 'number-text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

/** A test of a string's form. */
export type TextTest =
  | { readonly kind: 'prefix'; readonly value: string }
  | { readonly kind: 'suffix'; readonly value: string }
  | { readonly kind: 'wildcard'; readonly value: string; readonly wildcard: Wildcard }
  | { readonly kind: 'equals-ignore-case'; readonly value: string; readonly caseless: CaselessText }
  | { readonly kind: 'prefix-ignore-case'; readonly value: string; readonly caseless: CaselessText }
  | { readonly kind: 'suffix-ignore-case'; readonly value: string; readonly caseless: CaselessText };

/** Bounds may be infinite; an infinite bound is inclusive. */
export interface NumericRange {
  readonly low: number;
  readonly lowInclusive: boolean;
  readonly high: number;
  readonly highInclusive: boolean;
}
