import { createContext, useContext } from 'react';

/** One and several: `['project', 'projects']`. */
export type NounForms = readonly [one: string, several: string];

type NounName = 'company' | 'project' | 'record';

/** The cases that phrases need; nothing in a phrase agrees with the noun's gender. */
export interface RussianNoun {
  readonly nominative: NounForms;
  readonly genitive: NounForms;
  readonly prepositional: NounForms;
}

export type EnglishNouns = Readonly<Record<NounName, NounForms>>;
export type RussianNouns = Readonly<Record<NounName, RussianNoun>>;

/** What the operator calls the customer's organisation, what it is divided into, and what events tell of. */
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

const Context = createContext(defaultNouns);

export const NounsProvider = Context;

export const useNouns = (): Nouns => useContext(Context);

/** At the beginning of a phrase. */
export const capitalized = (noun: string): string => noun.charAt(0).toUpperCase() + noun.slice(1);
