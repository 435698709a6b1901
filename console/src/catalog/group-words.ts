import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';

/** The groups that come with Finehook; those of a platform's own are called as it has called them. */
export const groupWords = defineNounWords(
  ({ record }) => ({
    Record: capitalized(record[0]),
    Checklist: 'Checklist',
    List: 'List',
    'Custom field': 'Custom field',
    Tag: 'Tag',
    Comment: 'Comment',
  }),
  ({ record }) => ({
    Record: capitalized(record.nominative[1]),
    Checklist: 'Чек-листы',
    List: 'Списки',
    'Custom field': 'Пользовательские поля',
    Tag: 'Теги',
    Comment: 'Комментарии',
  }),
);

/** By the names of the groups that come with Finehook, what matters most at the top. */
export type GroupNames = Readonly<Record<string, string>>;

/** What people call a group of the event catalog. */
export const groupName = (group: string, names: GroupNames): string =>
  Object.hasOwn(names, group) ? (names[group] ?? group) : group;

/** Sorts the groups that come with Finehook first, and leaves the others as they are. */
export function groupOrder(group: string, names: GroupNames): number {
  const known = Object.keys(names);
  const place = known.indexOf(group);
  return place === -1 ? known.length : place;
}
