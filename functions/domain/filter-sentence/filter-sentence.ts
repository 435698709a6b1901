import { type Choice, either } from '../choice.ts';
import type { DirectoryKey } from '../directory.ts';
import { builtInEventTypes, builtInHappenings } from '../event-types/built-in-event-types.ts';
import { type Clause, eventTypesOf, type Filter, projectsOf } from '../filter.ts';
import { defaultNouns } from '../nouns.ts';
import { shownText } from '../payload-formats/shown-text.ts';
import type { PortalLanguage } from '../portal.ts';
import { conditionsTold, maxSentence, namesIn } from './condition-sentence.ts';
import type { SentenceNames } from './sentence-names.ts';
import { joined, listed, maxListed, quoted } from './sentence-parts.ts';
import type { Speech, SpokenProjects } from './speech.ts';
import { speechIn } from './speeches.ts';

/** Clauses that are told; the rest is a number. */
const maxClauses = 3;

/**
 * What a filter wants, as a sentence for people who do not program, without a full stop: "When a record is moved in “Website” of
 * “Acme”, and its status became “Done”". One line of plain text, at most 1,000 characters, the last of them an ellipsis where it
 * is longer. Of long lists the beginning is told, and how many more there are.
 */
export function filterSentence(filter: Filter, names: SentenceNames, language: PortalLanguage): string {
  const speech = speechIn(language, names.nouns);
  const clauses = filter.anyOf.slice(0, maxClauses).map(clause => clauseTold(clause, names, speech));
  if (clauses.length === 0) return speech.never;
  return shownText(speech.whole(clauses, filter.anyOf.length - clauses.length), maxSentence);
}

/** What a sentence needs to be looked up beforehand. */
export interface AskedNames {
  /** Of the directory, each once. */
  readonly keys: readonly DirectoryKey[];
  /** Types whose titles it shows, each once. */
  readonly eventTypes: readonly string[];
}

/** All that the sentences of these filters ask for. */
export function namesAsked(filters: readonly Filter[]): AskedNames {
  const keys = new Map<string, DirectoryKey>();
  const eventTypes = new Set<string>();
  const nameOf = (key: DirectoryKey): undefined => {
    keys.set(JSON.stringify([key.companyId, key.kind, key.id]), key);
  };
  const titleOf = (type: string): undefined => {
    eventTypes.add(type);
  };
  for (const filter of filters) filterSentence(filter, { nameOf, titleOf, nouns: defaultNouns }, 'en');
  return { keys: [...keys.values()], eventTypes: [...eventTypes] };
}

function clauseTold(clause: Clause, names: SentenceNames, speech: Speech): string {
  const places = placesOf(clause);
  const nameOf = namesIn(places.keys(), names);
  const { conditions } = clause;
  return speech.clause(
    eventsTold(eventTypesOf(clause), names, speech),
    placeTold(places, names, speech),
    conditions === undefined ? undefined : conditionsTold(conditions, { speech, nameOf }),
  );
}

/** Projects by company, each company once. */
function placesOf({ companies }: Clause): ReadonlyMap<string, Choice> {
  const places = new Map<string, Choice>();
  for (const term of companies) {
    const known = places.get(term.companyId);
    const projects = projectsOf(term);
    places.set(term.companyId, known === undefined ? projects : either(known, projects));
  }
  return places;
}

function eventsTold({ isAllBut, names: types }: Choice, names: SentenceNames, speech: Speech): string {
  const titled = (type: string) => quoted(titleOf(type, names, speech.language) ?? type, speech);
  if (isAllBut) {
    const except = listed([...types], titled, 'and', 'excepted event', speech);
    return speech.anythingHappens(types.size === 0 ? undefined : except);
  }
  const shown = [...types].slice(0, maxListed);
  const rest = types.size - shown.length;
  const happenings = shown.flatMap(type => ownWords(type, names, speech.language) ?? []);
  const titles = shown.filter(type => ownWords(type, names, speech.language) === undefined).map(titled);
  if (rest > 0) titles.push(speech.more(rest, 'event'));
  const others = titles.length === 0 ? [] : [speech.happens(joined(titles, speech.or), rest)];
  const parts = [...happeningsTold(happenings, speech), ...others];
  // The comma says that the place is of all of them.
  return parts.length === 1 ? parts.join() : `${parts.join(`, ${speech.or} `)},`;
}

/** "a record is created or moved": what happens to the same thing is said together. */
function happeningsTold(happenings: readonly string[], { subject, or }: Speech): string[] {
  const bySubject = Map.groupBy(happenings, words => subject.exec(words)?.[1] ?? words);
  return [...bySubject].map(([said, all]) => {
    const predicates = all.flatMap(words => words.slice(said.length + 1).split(` ${or} `));
    return `${said} ${joined(predicates, or)}`.trimEnd();
  });
}

function titleOf(type: string, names: SentenceNames, language: PortalLanguage): string | undefined {
  const title = names.titleOf(type) ?? builtInEventTypes.get(type)?.title;
  return title?.[language] ?? title?.en;
}

/** Of a type that comes with Finehook, unless the platform calls it otherwise. */
function ownWords(type: string, names: SentenceNames, language: PortalLanguage): string | undefined {
  const came = builtInEventTypes.get(type)?.title[language];
  return titleOf(type, names, language) === came ? builtInHappenings.get(type)?.[language] : undefined;
}

function placeTold(places: ReadonlyMap<string, Choice>, names: SentenceNames, speech: Speech): string {
  const name = (companyId: string, kind: 'company' | 'project', id: string) =>
    quoted(names.nameOf({ companyId, kind, id }) ?? id, speech);
  const company = (companyId: string) => name(companyId, 'company', companyId);
  const whole = [...places].filter(([, { isAllBut, names: but }]) => isAllBut && but.size === 0);
  const partly = [...places].filter(([, { isAllBut, names: but }]) => !isAllBut || but.size > 0);
  const terms = partly.slice(0, maxListed).map(([companyId, { isAllBut, names: ids }]): SpokenProjects => {
    const project = (id: string) => name(companyId, 'project', id);
    const projects = isAllBut
      ? listed([...ids], project, 'and', 'excepted project', speech)
      : listed([...ids], project, 'or', 'project', speech);
    return { isAllBut, projects, companies: company(companyId) };
  });
  if (whole.length > 0) {
    const companies = listed(whole, ([companyId]) => company(companyId), 'or', 'company', speech);
    terms.push({ isAllBut: true, projects: undefined, companies });
  }
  return speech.place(terms, partly.length - Math.min(partly.length, maxListed));
}
