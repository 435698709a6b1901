import type { OperatorName } from '../conditions/operators.ts';
import type { NounName } from '../nouns.ts';
import type { PortalLanguage } from '../portal.ts';
import type { Asked } from './asked.ts';

/** What a condition says, and what its contrary says. */
export type Phrase = readonly [so: string, notSo: string];

/** What there are more of than are shown. */
export type Countable =
  | 'company'
  | 'condition'
  | 'event'
  | 'excepted event'
  | 'excepted project'
  | 'field'
  | 'project'
  | 'value'
  | 'way';

/** A company's part of a place: projects that are meant, or every project but some; each list is worded. */
export interface SpokenProjects {
  readonly isAllBut: boolean;
  readonly projects: string | undefined;
  readonly companies: string;
}

/** A language that sentences are made in. Texts that it gets are quoted and short. */
export interface Speech {
  readonly language: PortalLanguage;
  /** Outer, and what stands for them inside a quotation. */
  readonly quotes: readonly [open: string, close: string, innerOpen: string, innerClose: string];
  readonly and: string;
  readonly or: string;
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
  readonly emptyText: string;
  readonly caseless: string;
  /** One of them, as the subject of a sentence. */
  readonly nouns: Readonly<Record<NounName, string>>;
  readonly operators: Readonly<Record<OperatorName, (asked: Asked) => Phrase>>;
  /** The rest of a list that is too long. */
  more(count: number, what: Countable): string;
  /** What several happenings can have at their beginning, and need to say once only. */
  readonly subject: RegExp;
  /** "“Invoice paid” or 2 more events happen": of types without words of their own. */
  happens(events: string, moreEvents: number): string;
  anythingHappens(except: string | undefined): string;
  place(terms: readonly SpokenProjects[], moreCompanies: number): string;
  clause(events: string, place: string, conditions: string | undefined): string;
  /** A whole filter. */
  whole(clauses: readonly string[], moreClauses: number): string;
  readonly never: string;
  pattern(text: string): string;
  either(parts: readonly string[]): string;
  notSo(condition: string): string;
  /** @param per how long the events took to come; none have come in the 7 days before where `count` is 0 */
  volume(count: number, per: 'day' | 'week'): string;
  readonly rarely: string;
}
