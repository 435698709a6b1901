import type { DirectoryKey } from '../domain/directory.ts';
import type { LocalizedText } from '../domain/event-types/event-type.ts';
import type { Filter } from '../domain/filter.ts';
import { keysInSentence } from '../domain/filter-sentence/filter-sentence.ts';
import type { SentenceNames } from '../domain/filter-sentence/sentence-names.ts';
import { isEventTypeName } from '../domain/wire/event-type-schema.ts';
import type { ApiDeps } from './deps.ts';

/** A sentence tells of a few types, and counts the others. */
const maxTitles = 10;

type Deps = Pick<ApiDeps, 'directory' | 'eventTypes'>;

function keyText({ companyId, kind, id }: DirectoryKey): string {
  return JSON.stringify([companyId, kind, id]);
}

/** What people call the things that a filter's sentence tells of; who calls must hold the filter's companies. */
export async function sentenceNames(filter: Filter, { directory, eventTypes }: Deps): Promise<SentenceNames> {
  const keys = keysInSentence(filter);
  const types = filter.anyOf.flatMap(clause => [...clause.eventTypes, ...(clause.exceptEventTypes ?? [])]);
  const shown = [...new Set(types)].filter(isEventTypeName).slice(0, maxTitles);
  const [entries, found] = await Promise.all([
    keys.length === 0 ? [] : directory.find(keys),
    Promise.all(shown.map(name => eventTypes.find(name))),
  ]);
  const names = new Map(entries.map(entry => [keyText(entry), entry.name]));
  const titles = new Map<string, LocalizedText>();
  for (const type of found) if (type !== undefined) titles.set(type.name, type.title);
  return { nameOf: key => names.get(keyText(key)), titleOf: type => titles.get(type) };
}
