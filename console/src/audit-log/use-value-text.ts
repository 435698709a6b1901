import { titleOf, useEventTypes } from '../catalog/event-types.ts';
import { roleWords } from '../keys/role-words.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { absoluteTime } from '../language/time-text.ts';
import type { Names } from '../names/names.ts';
import { valueWords } from './value-words.ts';

const companyMembers = ['companyId', 'toCompanyId', 'ownerCompanyId', 'companies'];
const projectMembers = ['projectIds', 'exceptProjectIds'];
const eventMembers = ['eventTypes', 'exceptEventTypes'];
const timePattern = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What a value of the log is to people: names for ids, titles for event types, words for states. */
export function useValueText(names: Names): (member: string, value: unknown) => string {
  const say = useWords(valueWords);
  const sayRole = useWords(roleWords);
  const { language } = useLanguage();
  const eventTypes = useEventTypes().data;

  function wordOf(member: string, text: string): string {
    if (text === '*') return say.all;
    if (companyMembers.includes(member)) return names.nameOf('company', text, text);
    if (eventMembers.includes(member)) return titleOf(eventTypes, text, language);
    if (projectMembers.includes(member)) {
      const project = names.companies.flatMap(({ projects }) => projects).find(({ id }) => id === text);
      return project?.name ?? text;
    }
    if (timePattern.test(text)) return absoluteTime(language, text);
    const role = Object.entries(sayRole.names).find(([id]) => member === 'role' && id === text)?.[1];
    const isState = ['status', 'statuses', 'statusReason', 'whilePaused', 'authType'].includes(member);
    const state = Object.entries(say.known).find(([id]) => isState && id === text)?.[1];
    return role ?? state ?? text;
  }

  return function textOf(member: string, value: unknown): string {
    if (value === undefined || value === null) return say.nothing;
    if (typeof value === 'boolean') return value ? say.yes : say.no;
    if (typeof value === 'string') return wordOf(member, value);
    if (!Array.isArray(value)) return JSON.stringify(value);
    const items: readonly unknown[] = value;
    return items.length === 0 ? say.nothing : items.map(item => textOf(member, item)).join(', ');
  };
}
