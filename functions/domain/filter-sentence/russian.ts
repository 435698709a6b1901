import { russianOperators, russianQuotes } from './russian-operators.ts';
import { type Noun, nounFor } from './sentence-parts.ts';
import type { Countable, Speech } from './speech.ts';

interface Rest extends Noun {
  /** Where the noun stands in the prepositional. */
  readonly preposition?: string;
}

/** Each in the case that it is needed in. */
const nouns: Readonly<Record<Exclude<Countable, 'value'>, Rest>> = {
  company: { one: 'компании', other: 'компаний' },
  condition: { one: 'условие', few: 'условия', other: 'условий' },
  event: { one: 'событие', few: 'события', other: 'событий' },
  'excepted event': { one: 'события', other: 'событий' },
  'excepted project': { one: 'проекта', other: 'проектов' },
  field: { one: 'поле', few: 'поля', other: 'полей' },
  project: { preposition: 'в ', one: 'проекте', other: 'проектах' },
  way: { preposition: 'в ', one: 'случае', other: 'случаях' },
};

const inCompanies: Noun = { one: 'компании', other: 'компаниях' };
const happened: Noun = { one: 'событие', few: 'события', other: 'событий' };
const numbers = new Intl.NumberFormat('ru');

function more(count: number, what: Countable): string {
  if (what === 'value') return `ещё ${count}`;
  const noun = nouns[what];
  return `ещё ${noun.preposition ?? ''}${count} ${nounFor(count, noun, 'ru')}`;
}

export const russian: Speech = {
  language: 'ru',
  quotes: russianQuotes,
  and: 'и',
  or: 'или',
  yes: '«да»',
  no: '«нет»',
  nothing: 'пусто',
  emptyText: 'пустой текст',
  caseless: ' (без учёта регистра)',
  operators: russianOperators,
  more,
  subject: /^(запись|пункт чек-листа|чек-лист|список|пользовательское поле|тег|комментарий) (.+)$/,
  happens: events => `происходит ${events}`,
  anythingHappens: except =>
    except === undefined ? 'что-либо происходит' : `происходит что-либо, кроме ${except},`,
  place(terms, moreCompanies) {
    const parts = terms.map(({ isAllBut, projects, companies }) => {
      if (!isAllBut) return `в проекте ${projects} компании ${companies}`;
      const all = `в любом проекте компании ${companies}`;
      return projects === undefined ? all : `${all}, кроме ${projects}`;
    });
    if (moreCompanies > 0) {
      parts.push(`ещё в ${moreCompanies} ${nounFor(moreCompanies, inCompanies, 'ru')}`);
    }
    return parts.join(', или ');
  },
  clause: (events, place, conditions) =>
    `когда ${events} ${place}${conditions === undefined ? '' : `, при этом ${conditions}`}`,
  whole(clauses, moreClauses) {
    const parts = moreClauses > 0 ? [...clauses, more(moreClauses, 'way')] : clauses;
    return parts.join('; или ').replace(/^к/, 'К');
  },
  never: 'Никогда',
  pattern: text => `выполнено условие для экспертов (${text})`,
  either: parts => parts.map(part => `либо ${part}`).join(', '),
  notSo: condition => `неверно, что ${condition}`,
  volume(count, per) {
    if (count === 0) return 'за последние 7 дней ни одного';
    const often = per === 'day' ? 'в день' : 'в неделю';
    return `примерно ${numbers.format(count)} ${nounFor(count, happened, 'ru')} ${often}`;
  },
  rarely: 'реже раза в неделю',
};
