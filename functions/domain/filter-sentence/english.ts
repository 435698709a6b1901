import type { EnglishNouns, NounForms } from '../nouns.ts';
import { englishOperators, englishQuotes } from './english-operators.ts';
import { type Noun, nounFor } from './sentence-parts.ts';
import type { Countable, Speech } from './speech.ts';

type Counted = Exclude<Countable, 'value'>;

const event = { one: 'event', other: 'events' };

const ours: Readonly<Record<Exclude<Counted, 'company' | 'project' | 'excepted project'>, Noun>> = {
  condition: { one: 'condition', other: 'conditions' },
  event,
  'excepted event': event,
  field: { one: 'field', other: 'fields' },
  way: { one: 'case', other: 'cases' },
};

const numbers = new Intl.NumberFormat('en');

const counted = ([one, other]: NounForms): Noun => ({ one, other });

export function english(nouns: EnglishNouns): Speech {
  const project = counted(nouns.project);
  const all = { ...ours, company: counted(nouns.company), project, 'excepted project': project };
  return speechWith(nouns, (count, what) =>
    what === 'value' ? `${count} more` : `${count} more ${nounFor(count, all[what], 'en')}`,
  );
}

const speechWith = (nouns: EnglishNouns, more: Speech['more']): Speech => ({
  language: 'en',
  quotes: englishQuotes,
  and: 'and',
  or: 'or',
  yes: 'yes',
  no: 'no',
  nothing: 'nothing',
  emptyText: 'an empty text',
  caseless: ' (in capital or small letters)',
  nouns: { company: nouns.company[0], project: nouns.project[0], record: nouns.record[0] },
  operators: englishOperators,
  more,
  subject: /^(an? [a-z ]+ is) (.+)$/,
  happens: (events, moreEvents) => `${events} ${moreEvents > 1 ? 'happen' : 'happens'}`,
  anythingHappens: except =>
    except === undefined ? 'anything happens' : `anything happens, except ${except},`,
  place(terms, moreCompanies) {
    const parts = terms.map(({ isAllBut, projects, companies }) => {
      if (!isAllBut) return `in ${projects} of ${companies}`;
      const all = `in any ${nouns.project[0]} of ${companies}`;
      return projects === undefined ? all : `${all}, except ${projects}`;
    });
    if (moreCompanies > 0) parts.push(`in ${more(moreCompanies, 'company')}`);
    return parts.join(', or ');
  },
  clause: (events, place, conditions) =>
    `when ${events} ${place}${conditions === undefined ? '' : `, and ${conditions}`}`,
  whole(clauses, moreClauses) {
    const parts = moreClauses > 0 ? [...clauses, `in ${more(moreClauses, 'way')}`] : clauses;
    return parts.join('; or ').replace(/^w/, 'W');
  },
  never: 'Never',
  pattern: text => `an expert condition holds (${text})`,
  either: parts => `either ${parts.join(', or ')}`,
  notSo: condition => `it is not so that ${condition}`,
  volume: (count, per) =>
    count === 0 ? 'none in the last 7 days' : `about ${numbers.format(count)} a ${per}`,
  rarely: 'less than one a week',
});
