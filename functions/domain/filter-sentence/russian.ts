import type { NounForms, RussianNouns } from '../nouns.ts';
import { russianOperators, russianQuotes } from './russian-operators.ts';
import { type Noun, nounFor } from './sentence-parts.ts';
import type { Countable, Speech } from './speech.ts';

interface Rest extends Noun {
  /** Where the noun stands in the prepositional. */
  readonly preposition?: string;
}

type Counted = Exclude<Countable, 'value'>;

/** Each in the case that it is needed in. */
const ours: Readonly<Record<Exclude<Counted, 'company' | 'project' | 'excepted project'>, Rest>> = {
  condition: { one: 'условие', few: 'условия', other: 'условий' },
  event: { one: 'событие', few: 'события', other: 'событий' },
  'excepted event': { one: 'события', other: 'событий' },
  field: { one: 'поле', few: 'поля', other: 'полей' },
  way: { preposition: 'в ', one: 'случае', other: 'случаях' },
};

const happened: Noun = { one: 'событие', few: 'события', other: 'событий' };
const numbers = new Intl.NumberFormat('ru');

const counted = ([one, other]: NounForms): Noun => ({ one, other });

export function russian(nouns: RussianNouns): Speech {
  const all: Readonly<Record<Counted, Rest>> = {
    ...ours,
    company: counted(nouns.company.genitive),
    'excepted project': counted(nouns.project.genitive),
    project: { preposition: 'в ', ...counted(nouns.project.prepositional) },
  };
  return speechWith(nouns, (count, what) => {
    if (what === 'value') return `ещё ${count}`;
    const noun = all[what];
    return `ещё ${noun.preposition ?? ''}${count} ${nounFor(count, noun, 'ru')}`;
  });
}

const speechWith = ({ company, project, record }: RussianNouns, more: Speech['more']): Speech => ({
  language: 'ru',
  quotes: russianQuotes,
  and: 'и',
  or: 'или',
  yes: '«да»',
  no: '«нет»',
  nothing: 'пусто',
  emptyText: 'пустой текст',
  caseless: ' (без учёта регистра)',
  nouns: { company: company.nominative[0], project: project.nominative[0], record: record.nominative[0] },
  operators: russianOperators,
  more,
  subject: /^(запись|пункт чек-листа|чек-лист|список|пользовательское поле|тег|комментарий) (.+)$/,
  happens: events => `происходит ${events}`,
  anythingHappens: except =>
    except === undefined ? 'что-либо происходит' : `происходит что-либо, кроме ${except},`,
  place(terms, moreCompanies) {
    const parts = terms.map(({ isAllBut, projects, companies }) => {
      if (!isAllBut) return `в ${project.prepositional[0]} ${projects} ${company.genitive[0]} ${companies}`;
      const all = `в любых ${project.prepositional[1]} ${company.genitive[0]} ${companies}`;
      return projects === undefined ? all : `${all}, кроме ${projects}`;
    });
    if (moreCompanies > 0) {
      parts.push(`ещё в ${moreCompanies} ${nounFor(moreCompanies, counted(company.prepositional), 'ru')}`);
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
});
