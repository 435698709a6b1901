import type { Caller } from '../domain/caller.ts';
import type { DirectoryKey } from '../domain/directory.ts';
import type { Filter } from '../domain/filter.ts';
import { filterSentence, namesAsked } from '../domain/filter-sentence/filter-sentence.ts';
import type { SentenceNames } from '../domain/filter-sentence/sentence-names.ts';
import type { PortalLanguage } from '../domain/portal.ts';
import { isEventTypeName } from '../domain/wire/event-type-schema.ts';
import type { ApiDeps } from './deps.ts';

export const sentenceDescription =
  'With `language`, the filter comes in plain words too, as `POST /v1/filters/preview` says it: `sentence`.';

type Deps = Pick<ApiDeps, 'directory' | 'eventTypes' | 'nouns'>;

function keyText({ companyId, kind, id }: DirectoryKey): string {
  return JSON.stringify([companyId, kind, id]);
}

/** A portal link may bring names of companies and projects, for what the directory does not know. */
function nameInSession({ session }: Pick<Caller, 'session'>, { kind, id }: DirectoryKey): string | undefined {
  const names = session?.access.names ?? {};
  const isNamed = (kind === 'company' || kind === 'project') && Object.hasOwn(names, id);
  return isNamed ? names[id] : undefined;
}

/**
 * What people call the things that the sentences of these filters tell of: directory and catalog are read once for all of them.
 * @param caller must hold all companies of the filters
 */
export async function sentenceNames(
  filters: readonly Filter[],
  caller: Pick<Caller, 'session'>,
  { directory, eventTypes, nouns }: Deps,
): Promise<SentenceNames> {
  const asked = namesAsked(filters);
  const types = asked.eventTypes.filter(isEventTypeName);
  const [entries, found] = await Promise.all([
    asked.keys.length === 0 ? [] : directory.find(asked.keys),
    types.length === 0 ? [] : eventTypes.findAll(types),
  ]);
  const names = new Map(entries.map(entry => [keyText(entry), entry.name]));
  const titles = new Map(found.map(({ name, title }) => [name, title]));
  return {
    nameOf: key => names.get(keyText(key)) ?? nameInSession(caller, key),
    titleOf: type => titles.get(type),
    nouns,
  };
}

/** Each filter in plain words, in their order. @param language `undefined`: nobody asks for it */
export async function filterSentences(
  filters: readonly Filter[],
  language: PortalLanguage | undefined,
  caller: Pick<Caller, 'session'>,
  deps: Deps,
): Promise<string[]> {
  if (language === undefined) return [];
  const names = await sentenceNames(filters, caller, deps);
  return filters.map(filter => filterSentence(filter, names, language));
}
