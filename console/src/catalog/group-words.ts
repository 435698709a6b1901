import type { Language } from '../language/words.ts';

/** The groups that come with Finehook; those of a platform's own are called as it has called them. */
const russian: Readonly<Record<string, string>> = {
  Record: 'Записи',
  Checklist: 'Чек-листы',
  List: 'Списки',
  'Custom field': 'Пользовательские поля',
  Tag: 'Теги',
  Comment: 'Комментарии',
};

/** What people call a group of the event catalog. */
export function groupName(group: string, language: Language): string {
  return language === 'ru' ? (russian[group] ?? group) : group;
}

const known = Object.keys(russian);

/** Sorts the groups that come with Finehook first, what matters most at the top, and leaves the others as they are. */
export function groupOrder(group: string): number {
  const place = known.indexOf(group);
  return place === -1 ? known.length : place;
}
