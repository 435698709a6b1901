import type { EventType } from '../../../client/api/client.ts';
import type { Language } from '../language/words.ts';
import { type GroupNames, groupName, groupOrder } from './group-words.ts';

export interface EventGroup {
  readonly name: string;
  readonly eventTypes: readonly EventType[];
}

/** A text of the catalog in this language; in English where nobody has translated it. */
export function textIn(texts: Readonly<Record<string, string>>, language: Language): string {
  return texts[language] ?? texts.en ?? '';
}

/** Event types that have all words of the search in what people read of them, by group, the known ones first. */
export function eventGroups(
  eventTypes: readonly EventType[],
  search: string,
  language: Language,
  names: GroupNames,
): readonly EventGroup[] {
  const sought = search.toLowerCase().split(/\s+/);
  const found = eventTypes.filter(({ name, group, title, description }) => {
    const texts = [name, groupName(group, names), textIn(title, language), textIn(description, language)];
    const text = texts.join(' ').toLowerCase();
    return sought.every(word => text.includes(word));
  });
  const groups = [...Map.groupBy(found, ({ group }) => group)];
  const byOrder = groups.sort(([one], [other]) => groupOrder(one, names) - groupOrder(other, names));
  return byOrder.map(([group, members]) => ({ name: groupName(group, names), eventTypes: members }));
}
