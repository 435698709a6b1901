import type { PortalLanguage } from '../portal.ts';

const days = {
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
  ru: new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
};

/** "31 January 2026 12:00 UTC": months by name, so that no one takes them for days. */
export function shownDate(ms: number, language: PortalLanguage): string {
  const date = new Date(ms);
  const time = date
    .toISOString()
    .slice(-13, -1)
    .replace(/\.000$/, '')
    .replace(/^(\d\d:\d\d):00$/, '$1');
  return `${days[language].format(date)} ${date.getUTCFullYear()} ${time} UTC`;
}
