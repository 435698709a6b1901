import { englishOperators, englishQuotes } from './english-operators.ts';
import { type Noun, nounFor } from './sentence-parts.ts';
import type { Countable, Speech } from './speech.ts';

const event = { one: 'event', other: 'events' };
const project = { one: 'project', other: 'projects' };
const nouns: Readonly<Record<Exclude<Countable, 'value'>, Noun>> = {
  company: { one: 'company', other: 'companies' },
  condition: { one: 'condition', other: 'conditions' },
  event,
  'excepted event': event,
  'excepted project': project,
  field: { one: 'field', other: 'fields' },
  project,
  way: { one: 'case', other: 'cases' },
};

const numbers = new Intl.NumberFormat('en');

function more(count: number, what: Countable): string {
  return what === 'value' ? `${count} more` : `${count} more ${nounFor(count, nouns[what], 'en')}`;
}

export const english: Speech = {
  language: 'en',
  quotes: englishQuotes,
  and: 'and',
  or: 'or',
  yes: 'yes',
  no: 'no',
  nothing: 'nothing',
  emptyText: 'an empty text',
  caseless: ' (in capital or small letters)',
  operators: englishOperators,
  more,
  subject: /^(an? [a-z ]+ is) (.+)$/,
  happens: (events, moreEvents) => `${events} ${moreEvents > 1 ? 'happen' : 'happens'}`,
  anythingHappens: except =>
    except === undefined ? 'anything happens' : `anything happens, except ${except},`,
  place(terms, moreCompanies) {
    const parts = terms.map(({ isAllBut, projects, companies }) => {
      if (!isAllBut) return `in ${projects} of ${companies}`;
      const all = `in any project of ${companies}`;
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
};
