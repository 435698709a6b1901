import {
  defaultNouns,
  type EnglishNouns,
  type NounForms,
  type Nouns,
  type RussianNoun,
  type RussianNouns,
} from './nouns.ts';

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function formsIn(value: unknown): NounForms | undefined {
  const [one, several]: readonly unknown[] = Array.isArray(value) ? value : [];
  return typeof one === 'string' && typeof several === 'string' ? [one, several] : undefined;
}

function russianNounIn(value: unknown): RussianNoun | undefined {
  const given = membersOf(value);
  const nominative = formsIn(given.nominative);
  const genitive = formsIn(given.genitive);
  const prepositional = formsIn(given.prepositional);
  return nominative && genitive && prepositional && { nominative, genitive, prepositional };
}

/** Those that `/config.json` has, and ours for the rest. */
export function readNouns(config: unknown): Nouns {
  const [en, ru] = [membersOf(membersOf(config).en), membersOf(membersOf(config).ru)];
  const english = (name: keyof EnglishNouns) => formsIn(en[name]) ?? defaultNouns.en[name];
  const russian = (name: keyof RussianNouns) => russianNounIn(ru[name]) ?? defaultNouns.ru[name];
  return {
    en: { company: english('company'), project: english('project'), record: english('record') },
    ru: { company: russian('company'), project: russian('project'), record: russian('record') },
  };
}
