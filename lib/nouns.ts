/** One and several: `['organization', 'organizations']`. Of 1 to 30 letters, digits, spaces, full stops, apostrophes and hyphens each. */
export type NounForms = readonly [one: string, several: string];

/** «организация», «организации», «организации»: who or what; of whom or of what; in what. */
export interface RussianNoun {
  readonly nominative: NounForms;
  readonly genitive: NounForms;
  readonly prepositional: NounForms;
}

interface NounsOf<Noun> {
  /** The customer's organisation. */
  readonly company?: Noun;
  /** What it is divided into. */
  readonly project?: Noun;
  /** What events tell of. */
  readonly record?: Noun;
}

/** What the platform calls these three, in small letters, as within a sentence. What is not given keeps its name. */
export interface Nouns {
  readonly en?: NounsOf<NounForms>;
  readonly ru?: NounsOf<RussianNoun>;
}

/** How the service speaks to people. */
export interface NounProperties {
  /**
   * What the platform calls a company, a project and a record, for people to read, in English and Russian: `{ en: { company:
   * ['organization', 'organizations'] } }`. Names of the API's members stay. At most 1,500 bytes as JSON.
   * @default {}
   */
  readonly nouns?: Nouns;
}

/** What functions read as NOUNS (`functions/domain/wire/nouns-schema.ts`): no such variable where nothing is renamed. */
export function nounsVariable(nouns: Nouns): { nouns?: string } {
  const text = JSON.stringify(nouns);
  return text === '{}' ? {} : { nouns: text };
}
