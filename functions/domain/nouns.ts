/** One and several: `['project', 'projects']`. */
export type NounForms = readonly [one: string, several: string];

/** What the platform of the operator calls these may be something else. */
export type NounName = 'company' | 'project' | 'record';

/** The cases that sentences need; none of them agrees with the noun's gender. */
export interface RussianNoun {
  readonly nominative: NounForms;
  readonly genitive: NounForms;
  readonly prepositional: NounForms;
}

export type EnglishNouns = Readonly<Record<NounName, NounForms>>;
export type RussianNouns = Readonly<Record<NounName, RussianNoun>>;

/** The words for the customer's organisation, for what it is divided into, and for what events tell of. */
export interface Nouns {
  readonly en: EnglishNouns;
  readonly ru: RussianNouns;
}

export const defaultNouns: Nouns = {
  en: {
    company: ['company', 'companies'],
    project: ['project', 'projects'],
    record: ['record', 'records'],
  },
  ru: {
    company: {
      nominative: ['компания', 'компании'],
      genitive: ['компании', 'компаний'],
      prepositional: ['компании', 'компаниях'],
    },
    project: {
      nominative: ['проект', 'проекты'],
      genitive: ['проекта', 'проектов'],
      prepositional: ['проекте', 'проектах'],
    },
    record: {
      nominative: ['запись', 'записи'],
      genitive: ['записи', 'записей'],
      prepositional: ['записи', 'записях'],
    },
  },
};

/** At the beginning of a sentence or of a label. */
export function capitalized(noun: string): string {
  return noun.replace(/^./u, letter => letter.toUpperCase());
}

/** "a record", "an issue": by the first letter, where `u` is taken for that of "unit". */
export function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
