import { countRu } from '../language/plural.ts';
import { defineWords, type Language } from '../language/words.ts';

/** How a webhook does, in the words of the whole console. */
export const statusWords = defineWords(
  {
    working: 'Working',
    new: 'No events yet',
    quiet: 'No events for a day',
    failing: 'Not answering',
    held: (count: number, more: boolean) => `${count}${more ? '+' : ''} on hold`,
    paused: 'Paused',
    stopped: 'Stopped after 5 failed attempts',
    gone: 'Address gone',
    disabled: 'Switched off',
    noAccess: (companies: string) => `No access to ${companies}`,
    pending: 'Starting…',
    slow: 'Working, answers slowly',
    someFailed: 'Working, some failed',
  },
  {
    working: 'Работает',
    new: 'Событий ещё не было',
    quiet: 'Сутки без событий',
    failing: 'Не отвечает',
    held: (count, more) => `отложено: ${more ? `более ${count}` : count}`,
    paused: 'На паузе',
    stopped: 'Деактивирован после 5 неудачных попыток',
    gone: 'Адрес больше не существует',
    disabled: 'Выключен',
    noAccess: companies => `Нет доступа к ${companies}`,
    pending: 'Запускается…',
    slow: 'Работает, отвечает медленно',
    someFailed: 'Работает, есть неудачи',
  },
);

const marks = { en: ['“', '”'], ru: ['«', '»'] } as const;

/** `«Globex», «Initech»`: in quotation marks, so that no Russian case has to fit. */
export function quoted(names: readonly string[], language: Language): string {
  const [opening, closing] = marks[language];
  return names.map(name => `${opening}${name}${closing}`).join(', ');
}

/** How many webhooks a list shows. */
export const countWords = defineWords(
  { shown: (count: number, all: number) => `${count} of ${all}` },
  { shown: (count, all) => `${countRu(count, 'вебхук', 'вебхука', 'вебхуков')} из ${all}` },
);
