import type { NounForms } from './nouns.ts';
import type { CompleteProperties } from './properties.ts';
import type { Expect } from './property-rules.ts';

/** Of all of them as JSON: the variables of a function are 4 KB together at most, and the API's others take about 2. */
const maxBytes = 1_500;

/** Nothing that means something in HTML or in the markup of a chat. */
const formText = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .'’-]{0,28}[\p{L}\p{M}\p{N}])?$/u;

const languages = ['en', 'ru'];
const nounNames = ['company', 'project', 'record'];

const russianExamples = {
  nominative: ['организация', 'организации'],
  genitive: ['организации', 'организаций'],
  prepositional: ['организации', 'организациях'],
} as const satisfies Readonly<Record<string, NounForms>>;

/** What holds of the operator's own nouns. They may come from JSON, of any form. */
export function expectNouns({ nouns }: CompleteProperties, expect: Expect): void {
  const faults = faultsOf(nouns);
  expect(faults.length === 0, 'nouns', faults.join(', and '));
  expect(
    Buffer.byteLength(JSON.stringify(nouns)) <= maxBytes,
    'nouns',
    `shorter ones, ${maxBytes} bytes of JSON at most`,
  );
}

function faultsOf(nouns: unknown): string[] {
  return [
    ...shapeFaults('nouns', nouns, languages),
    ...membersOf(nouns, languages).flatMap(([language, words]) => {
      const place = `nouns.${language}`;
      const checkNoun = language === 'en' ? englishFaults : russianFaults;
      return [
        ...shapeFaults(place, words, nounNames),
        ...membersOf(words, nounNames).flatMap(([name, noun]) => checkNoun(`${place}.${name}`, noun)),
      ];
    }),
  ];
}

function englishFaults(place: string, forms: unknown): string[] {
  return formsFaults(place, forms, ['organization', 'organizations']);
}

function russianFaults(place: string, cases: unknown): string[] {
  const names = Object.keys(russianExamples);
  const given = new Map(membersOf(cases, names));
  return [
    ...shapeFaults(place, cases, names),
    ...Object.entries(russianExamples).flatMap(([name, example]) =>
      formsFaults(`${place}.${name}`, given.get(name), example),
    ),
  ];
}

function formsFaults(place: string, forms: unknown, example: NounForms): string[] {
  const isRight = Array.isArray(forms) && forms.length === 2 && forms.every(isForm);
  if (isRight) return [];
  const found = forms === undefined ? ', which is missing' : '';
  return [
    `${place}${found}: one and several, such as ${JSON.stringify(example)}, each of 1 to 30 letters, digits, spaces and . ' ’ -`,
  ];
}

function isForm(form: unknown): boolean {
  return typeof form === 'string' && formText.test(form);
}

function shapeFaults(place: string, value: unknown, known: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${place}: an object with any of ${known.join(', ')}`];
  }
  const unknown = Object.keys(value).filter(name => !known.includes(name));
  return unknown.map(name => `${place} without ${JSON.stringify(name)}: it has any of ${known.join(', ')}`);
}

/** Others are a fault already. */
function membersOf(value: unknown, known: readonly string[]): [string, unknown][] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value).filter(([name]) => known.includes(name)) : [];
}
